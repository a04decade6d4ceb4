import { answerOf, type ManagementClient, ProblemError, type Receipt, UnexpectedAnswerError, UnreachableError } from '@portcullis/management-client';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';
import { EXIT } from '../failures/exit-codes.js';
import type { Texts } from '../messages/texts.js';

const LOOK_EVERY_MS = 500;
/** Of a boot, as the list of replicas has it; enough to tell two apart. */
const SHOWN_OF_BOOT = 8;

/**
 * Asks until the change is confirmed, at most as long as there is patience, and shows meanwhile who is waited for.
 *
 * @returns the newest receipt
 * @throws CommandFailure `notConfirmed` where the receipt is refused, as after one has revoked one's own token
 */
export async function awaitReceipt(client: ManagementClient, first: Receipt, patienceMs: number, context: Context): Promise<Receipt> {
  const startedAtMs = performance.now();
  let receipt = first;
  try {
    for (let waitedMs = 0; !receipt.confirmed && waitedMs < patienceMs; waitedMs = performance.now() - startedAtMs) {
      showProgress(receipt, waitedMs, context);
      await delay(LOOK_EVERY_MS, undefined, { signal: context.signal });
      receipt = await newest(client, receipt, context);
    }
  } finally {
    if (context.screen.showsProgress && !first.confirmed) context.screen.progress('');
  }
  return receipt;
}

/** The change stands whatever becomes of the service: one that is away is asked again, and one that refuses is not. */
async function newest(client: ManagementClient, known: Receipt, { texts }: Context): Promise<Receipt> {
  const { position } = known;
  try {
    return (await answerOf(client.GET('/api/v1/receipts/{position}', { params: { path: { position: String(position) } } }))).body;
  } catch (error) {
    if (mayAnswerLater(error)) return known;
    if (isRefusal(error)) throw new CommandFailure(texts('wait.unknown', { position }), EXIT.notConfirmed);
    throw error;
  }
}

function isRefusal(error: unknown): error is ProblemError | UnexpectedAnswerError {
  return error instanceof ProblemError || error instanceof UnexpectedAnswerError;
}

/** By itself, or by what stands before it. */
function mayAnswerLater(error: unknown): boolean {
  return error instanceof UnreachableError || (isRefusal(error) && (error.status >= 500 || error.status === 429));
}

/** Those that are not known to act on the change. */
function missingFrom({ replicas }: Receipt): readonly string[] {
  return replicas.filter(({ confirmedBy }) => confirmedBy === null).map(({ service, boot }) => `${service} ${boot.slice(0, SHOWN_OF_BOOT)}`);
}

/** That a change is made, and not confirmed by all. */
export function notConfirmedYet(receipt: Receipt, texts: Texts): CommandFailure {
  const { position } = receipt;
  const missing = missingFrom(receipt);
  const text = missing.length === 0 ? texts('wait.unknown', { position }) : texts('wait.over', { names: missing.join(', '), position });
  return new CommandFailure(text, EXIT.notConfirmed);
}

function showProgress(receipt: Receipt, waitedMs: number, { screen, texts }: Context): void {
  if (!screen.showsProgress) return;
  const missing = missingFrom(receipt);
  const text = texts('wait.progress', { count: missing.length, all: receipt.replicas.length, names: missing.join(', '), seconds: Math.round(waitedMs / 1_000) });
  // A line that wraps cannot be written over.
  screen.progress(text.slice(0, screen.progressWidth - 1));
}
