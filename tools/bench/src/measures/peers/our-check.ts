import { type RunningServer, startServer } from '../../workers/start-server.js';
import type { MeasureContext } from '../measure.js';
import type { OurCheckReady, OurCheckTask } from './our-check.server.js';

/** So many different secrets are presented by turns, here and to the peers. */
export const PRESENTED = 64;
const TASK: OurCheckTask = { tokens: 1_000, presented: PRESENTED };

/** Our HTTP check: nothing but the question whether a token opens, as a peer's endpoint asks it. */
export function startOurCheck({ profileFolder }: MeasureContext): Promise<RunningServer<OurCheckReady>> {
  const script = new URL('our-check.server.js', import.meta.url);
  return startServer<OurCheckReady>({ script, task: TASK, heapMb: 1_024, readyWithinMs: 60_000, profileFolder });
}
