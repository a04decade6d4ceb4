import askPassword from '@inquirer/password';
import { createInterface } from 'node:readline/promises';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Context } from '../command-line/context.js';
import { Interrupted, UsageFailure } from '../failures/command-failure.js';

/** Asks on the terminal; an empty answer is the offer, where there is one. */
export async function ask(context: Context, question: string, offer?: string): Promise<string> {
  const { stdin, stderr, signal } = context;
  refuseWithoutTerminal(context);
  const lines = createInterface({ input: stdin, output: stderr, terminal: true });
  const interrupted = new AbortController();
  lines.once('SIGINT', () => {
    interrupted.abort();
  });
  lines.once('close', () => {
    interrupted.abort();
  });
  try {
    const answer = await lines.question(`${question}${offer === undefined ? '' : ` (${offer})`}: `, { signal: AbortSignal.any([signal, interrupted.signal]) });
    return answer.trim() || offer || '';
  } catch (error) {
    if (interrupted.signal.aborted) throw new Interrupted();
    throw error;
  } finally {
    lines.close();
  }
}

/** Asks without an echo; there is no key that shows what was typed. */
export async function askSecret(context: Context, question: string): Promise<string> {
  const { stdin, stderr, signal, texts } = context;
  refuseWithoutTerminal(context);
  return askPassword({ message: question, toggleMask: false, theme: { style: { maskedText: texts('ask.masked') } } }, { input: stdin, output: stderr, signal });
}

/** What a script puts into standard input, without the end of its line. */
export async function readSecret({ stdin, signal, texts }: Context): Promise<string> {
  const secret = (await text(addAbortSignal(signal, stdin))).replace(/\r?\n$/, '');
  if (secret === '') throw new UsageFailure(texts('error.noPassword'));
  return secret;
}

function refuseWithoutTerminal({ stdin, texts }: Context): void {
  if (stdin.isTTY !== true) throw new UsageFailure(texts('error.ask'));
}
