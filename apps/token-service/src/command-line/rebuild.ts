import { rebuild, type Rebuilt } from '../audit/rebuild/rebuild.js';
import { CommandFailure } from './command-failure.js';
import { paced, untilSignal } from './long-work.js';
import { withDatabase } from './with-database.js';

/** What was done, and how fast. */
export interface RebuildReport extends Rebuilt {
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

/**
 * `rebuild`: beside a running service. SIGINT and SIGTERM stop it after the statement under way; what was taken over stays.
 *
 * @param tell lines of progress, one a second
 */
export function rebuildCommand({ apply }: { readonly apply: boolean }, env: NodeJS.ProcessEnv, tell: (line: string) => void): Promise<RebuildReport> {
  return untilSignal((signal) =>
    withDatabase(env, async (dataSource) => {
      const startedAtMs = performance.now();
      const telling = paced(tell);
      const rebuilt = await rebuild(dataSource, { apply, onProgress: (progress) => { telling(told(progress)); }, signal });
      const seconds = (performance.now() - startedAtMs) / 1_000;
      return { ...rebuilt, seconds: Math.round(seconds * 10) / 10, eventsPerSecond: Math.round(rebuilt.events / seconds) };
    }),
  );
}

/** @throws CommandFailure where rows differ and still do, or where it was stopped */
export function judgeRebuild({ differences, takenOver, isComplete }: RebuildReport): void {
  if (!isComplete) throw new CommandFailure('Stopped before the end: what was not reached is not known.');
  if (differences > takenOver) throw new CommandFailure(`${differences} row(s) are not what their events make of them; with --apply they become it.`);
}

function told({ events, ofEvents, differences }: { events: number; ofEvents: number; differences: number }): string {
  return `${events} of ${ofEvents} events, ${differences} row(s) differ`;
}
