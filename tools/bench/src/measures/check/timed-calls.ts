import { setImmediate } from 'node:timers/promises';

/** So many strings, some 16 KB, stay in the nearest cache until their turn. */
const STRETCH = 250;

/**
 * Nanoseconds of this thread's processor time a call, over all of `inputs`, each once: what other processes take of the
 * machine meanwhile is not in it. Every answer is used, so that no call can be compiled away.
 *
 * Each string was read once, outside the measured time, shortly before its call: a token comes with a request that was
 * just parsed, so its text is in the processor's cache, and whatever else the call needs is not.
 */
export function nsPerCall(inputs: readonly string[], call: (input: string) => number): number {
  let sum = 0;
  let tookUs = 0;
  for (let from = 0; from < inputs.length; from += STRETCH) {
    const stretch = inputs.slice(from, from + STRETCH);
    for (const input of stretch) sum += input.charCodeAt(input.length - 1);
    const before = threadTimeUs();
    for (const input of stretch) sum += call(input);
    tookUs += threadTimeUs() - before;
  }
  if (!Number.isFinite(sum)) throw new Error('a call answered with no number');
  return (tookUs * 1_000) / inputs.length;
}

/** Linux brings a thread's time up to date every 4 ms only, but all of them when somebody asks for the whole process's. */
function threadTimeUs(): number {
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return user + system;
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
