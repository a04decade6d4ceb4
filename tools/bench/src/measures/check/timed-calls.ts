import { setImmediate } from 'node:timers/promises';

/**
 * Nanoseconds of this thread's processor time a call, over all of `inputs`, each once: what other processes take of the
 * machine meanwhile is not in it. Every answer is used, so that no call can be compiled away.
 */
export function nsPerCall(inputs: readonly string[], call: (input: string) => number): number {
  let sum = 0;
  const before = process.threadCpuUsage();
  for (const input of inputs) sum += call(input);
  const { user, system } = process.threadCpuUsage(before);
  if (!Number.isFinite(sum)) throw new Error('a call answered with no number');
  return ((user + system) * 1_000) / inputs.length;
}

/** Turns `call` into a number and refuses any but the expected answer: what is measured is what it says. */
export function expecting<Answer extends { readonly outcome: string }>(outcome: Answer['outcome'], call: (input: string) => Answer): (input: string) => number {
  return (input) => {
    const answer = call(input);
    if (answer.outcome !== outcome) throw new Error(`expected ${outcome}, got ${answer.outcome}`);
    return answer.outcome.length;
  };
}

/** Copies in one piece each, one after the other in memory: as the text of a header that was just read. */
export function laidOut(texts: readonly string[]): string[] {
  return texts.map((text) => Buffer.from(text, 'latin1').toString('latin1'));
}

/** Runs it right after a turn of the event loop, in which the replica gets to its probes and its usage batches. */
export function betweenTurns(run: () => number): () => Promise<number> {
  return async () => {
    await setImmediate();
    return run();
  };
}
