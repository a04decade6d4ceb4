import { useLive } from './use-live.js';
import { LiveLine, LiveState } from './live-state.js';

/** Follows the workspace for every page of the shell, and says how that goes. */
export function useLiveParts() {
  const liveness = useLive();
  return { state: <LiveState liveness={liveness} />, line: <LiveLine liveness={liveness} /> };
}
