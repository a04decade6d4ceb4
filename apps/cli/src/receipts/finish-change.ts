import type { ManagementClient, Receipt } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { awaitReceipt, notConfirmedYet } from './await-receipt.js';

/** What every change answers with, among else; null where nothing was ever changed. */
export interface Changed {
  readonly receipt: Receipt | null;
}

export interface Finishing<Body extends Changed> {
  readonly client: ManagementClient;
  /** undefined: the confirmation is not waited for. */
  readonly patienceMs: number | undefined;
  readonly json: boolean;
  /** Tells a person of the change, at once: a secret must not wait for anybody. */
  readonly tell: (body: Body) => void;
}

/**
 * Tells what was changed and, unless that is not wanted, waits until it is confirmed. As JSON it is what the service
 * answered, with the receipt as it is in the end; also where the waiting is given up, as it may hold a secret.
 *
 * @throws CommandFailure `notConfirmed` where patience was not enough
 */
export async function finishChange<Body extends Changed>(body: Body, { client, patienceMs, json, tell }: Finishing<Body>, context: Context): Promise<void> {
  const { screen } = context;
  if (!json) tell(body);
  let { receipt } = body;
  try {
    if (patienceMs !== undefined && receipt !== null) receipt = await awaitReceipt(client, receipt, patienceMs, context);
  } finally {
    if (json) screen.json({ ...body, receipt });
  }
  if (receipt !== null) tellWhetherConfirmed(receipt, patienceMs !== undefined, json, context);
}

function tellWhetherConfirmed(receipt: Receipt, wasWaitedFor: boolean, json: boolean, { screen, texts }: Context): void {
  const { confirmed, position, replicas } = receipt;
  if (confirmed) {
    if (!json) screen.note(replicas.length === 0 ? texts('wait.none') : texts('wait.confirmed', { count: replicas.length }));
  } else if (wasWaitedFor) {
    throw notConfirmedYet(receipt, texts);
  } else if (!json) {
    screen.note(texts('wait.notAsked', { position }));
  }
}
