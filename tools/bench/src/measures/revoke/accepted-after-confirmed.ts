import type { Installation } from '../../installation/installation.js';
import { JsonClient } from '../../installation/json-client.js';
import type { Issued } from '../../installation/operator.js';
import type { Findings } from '../measure.js';

const REVOCATIONS = 10_000;
const AT_ONCE = 24;
const CALLERS = 6;
const ROUTE = '/public/v1/items?limit=1';

/**
 * Revokes many tokens while others are in use; each revocation, as soon as it is confirmed, is followed by a call with
 * that token to every replica.
 */
export async function acceptedAfterConfirmed({ operator, replicas }: Installation, say: (line: string) => void): Promise<Findings> {
  const clients = replicas.map(({ url }) => new JsonClient(url));
  const call = (client: JsonClient, token: string): Promise<number> =>
    client.call('GET', ROUTE, { authorization: `Bearer ${token}` }).then(({ status }) => status);
  say(`issuing ${REVOCATIONS.toLocaleString('en')} tokens`);
  const [inUse, ...doomed] = (await operator.issueMany(REVOCATIONS + 1, AT_ONCE)).toReversed();
  if (inUse === undefined) throw new Error('no token was issued');
  const load = callAllTheTime(clients.map((client) => () => call(client, inUse.token)));
  const tally = { accepted: 0, refused: 0 };
  say('revoking them under load');
  const startedAtMs = performance.now();
  await inParallel(doomed, async ({ id, token }) => {
    await operator.revokeConfirmed(id);
    for (const status of await Promise.all(clients.map((client) => call(client, token)))) {
      if (status === 401) tally.refused += 1;
      else if (status === 200) tally.accepted += 1;
      else throw new Error(`a revoked token was answered with ${status}`);
    }
  });
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const calls = await load.end();
  for (const client of clients) client.close();
  return {
    figures: [
      { key: 'accepted_after_confirmed', value: tally.accepted },
      { key: 'revocations_under_load', value: doomed.length },
      { key: 'revocations_under_load_per_s', value: doomed.length / seconds },
    ],
    notes: [`After ${doomed.length} confirmed revocations ${tally.refused} calls were refused; meanwhile ${calls} calls of a live token were accepted.`],
  };
}

async function inParallel(tokens: readonly Issued[], each: (token: Issued) => Promise<void>): Promise<void> {
  const left = [...tokens];
  const next = async (): Promise<void> => {
    for (let token = left.pop(); token !== undefined; token = left.pop()) await each(token);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Calls with a token that stays good: each has to be accepted. */
function callAllTheTime(calls: readonly (() => Promise<number>)[]): { readonly end: () => Promise<number> } {
  const state = { over: false, accepted: 0 };
  const caller = async (call: () => Promise<number>): Promise<void> => {
    while (!state.over) {
      const status = await call();
      if (status !== 200) throw new Error(`a good token was answered with ${status}`);
      state.accepted += 1;
    }
  };
  const callers = Promise.all(Array.from({ length: CALLERS }, (_, at) => caller(calls[at % calls.length] ?? (() => Promise.resolve(0)))));
  callers.catch(() => undefined);
  const end = async (): Promise<number> => {
    state.over = true;
    await callers;
    return state.accepted;
  };
  return { end };
}
