import type { History, RecordedCall } from '../history/history.js';
import type { Resource, TokenLife } from '../history/token-life.js';
import type { ServiceProcess } from '../world/service-process.js';

const ANSWER_WITHIN_MS = 4_000;

type Told = Pick<RecordedCall, 'status' | 'letThrough' | 'shown'>;

const NO_ANSWER: Told = { status: null, letThrough: null, shown: [] };

/**
 * One call of the public API, recorded whatever becomes of it.
 *
 * @param secret the number of the token's secret to call with; the current one where it is not given
 * @returns the status; null where no answer came
 */
export async function callReplica(history: History, replica: ServiceProcess, { id, secrets }: TokenLife, resource: Resource, secret = secrets.length - 1): Promise<number | null> {
  const token = secrets[secret];
  if (token === undefined) throw new Error(`${id} has no secret ${secret}.`);
  history.usage.begins(id);
  const startedMs = performance.now();
  const told = await ask(`${replica.url}/public/v1/${resource}?limit=2`, token).catch(() => NO_ANSWER);
  history.called({ tokenId: id, secret, replica: replica.name, resource, startedMs, endedMs: performance.now(), ...told });
  return told.status;
}

async function ask(url: string, token: string): Promise<Told> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const body = JSON.parse(await answer.text()) as { readonly data?: readonly { readonly id: string }[]; readonly code?: string };
  return { status: answer.status, letThrough: letThrough(answer.status, body.code), shown: body.data?.map(({ id }) => id) ?? [] };
}

/** What fails behind the gate, such as a database that is away, was let through by it. */
function letThrough(status: number, code: string | undefined): boolean | null {
  if (status < 500) return status === 200;
  return code === 'replica_not_fresh' ? false : null;
}
