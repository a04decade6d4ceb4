import type { History, TokenLife } from '../history/history.js';
import type { ServiceProcess } from '../world/service-process.js';

const ANSWER_WITHIN_MS = 4_000;

/** One call of the public API, recorded whatever becomes of it. @returns the status; null where no answer came. */
export async function callReplica(history: History, replica: ServiceProcess, { id, token }: TokenLife): Promise<number | null> {
  const startedMs = performance.now();
  const status = await fetch(`${replica.url}/public/v1/items?limit=1`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => null,
  );
  history.called({ tokenId: id, replica: replica.name, startedMs, endedMs: performance.now(), status });
  return status;
}
