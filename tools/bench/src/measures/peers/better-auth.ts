import { figure } from '../../figures/figure.js';
import { alternate } from '../../harness/alternate.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { installPeers } from '../../peers/install-peers.js';
import { cpuOfServer } from '../../workers/cpu-of-server.js';
import { bearing, requestsPerSecond } from '../../workers/load.js';
import { startServer } from '../../workers/start-server.js';
import { startGuardServer } from '../guard/guard.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import type { BetterAuthReady, BetterAuthTask } from './better-auth.server.js';
import { cpuOfDescendants } from './cpu-of-descendants.js';

const ROUNDS = 7;
const WARM_UPS = 2;
const CONNECTIONS = 16;
const OUR_REQUESTS = 8_000;
const THEIR_REQUESTS = 1_000;

/** The processor time of one HTTP request that is let in by a key: better-auth on PostgreSQL, and the guard. */
export const betterAuthMeasure: Measure = { name: 'better-auth', keys: ['better_auth_pg_cpu_over_ours'], only: 'peers', run };

async function run(context: MeasureContext): Promise<Findings> {
  const peers = await installPeers('better-auth', context.say);
  if ('missing' in peers) return { figures: [], notes: [`No figures of better-auth: ${peers.missing}.`] };
  const task: BetterAuthTask = { peers: peers.folder, databaseUrl: await context.surroundings.database('better_auth') };
  const script = new URL('better-auth.server.js', import.meta.url);
  const theirs = await startServer<BetterAuthReady>({ script, task, heapMb: 1_024, readyWithinMs: 60_000, profileFolder: context.profileFolder });
  const ours = await startGuardServer(context);
  try {
    const { keeperPid } = await context.surroundings.postgres();
    return await compare(ours.ready, theirs.ready, () => cpuOfDescendants(keeperPid));
  } finally {
    await ours.stop();
    await theirs.stop();
  }
}

async function compare(
  ours: { readonly direct: string; readonly secrets: readonly string[] },
  theirs: BetterAuthReady,
  cpuOfPostgres: () => number,
): Promise<Findings> {
  const rates: number[] = [];
  const nodeCpu: number[] = [];
  const ourCheck = async (): Promise<number> => {
    const before = await cpuOfServer(ours.direct);
    await requestsPerSecond({ url: `${ours.direct}/guarded`, requests: bearing(ours.secrets), connections: CONNECTIONS, amount: OUR_REQUESTS });
    return ((await cpuOfServer(ours.direct)) - before) / OUR_REQUESTS;
  };
  const theirCheck = async (): Promise<number> => {
    const [before, postgresBefore] = [await cpuOfServer(theirs.url), cpuOfPostgres()];
    rates.push(await requestsPerSecond({ url: `${theirs.url}/check`, requests: bearing([theirs.key]), connections: CONNECTIONS, amount: THEIR_REQUESTS }));
    const ofNode = (await cpuOfServer(theirs.url)) - before;
    nodeCpu.push(ofNode / THEIR_REQUESTS);
    return (ofNode + cpuOfPostgres() - postgresBefore) / THEIR_REQUESTS;
  };
  const samples = await alternate({ ours: ourCheck, theirs: theirCheck }, { warmUps: WARM_UPS, counted: ROUNDS });
  return {
    figures: [
      figure('better_auth_pg_cpu_over_ours', pairedRatio(samples.theirs, samples.ours), ROUNDS),
      figure('better_auth_check_cpu_us', quantile(samples.theirs, 0.5), ROUNDS),
      figure('better_auth_check_node_cpu_us', quantile(nodeCpu.slice(WARM_UPS), 0.5), ROUNDS),
      figure('better_auth_rps', quantile(rates.slice(WARM_UPS), 0.5), ROUNDS),
    ],
    notes: ['better-auth: verifyApiKey behind a bare node:http server, its rate limit off; with it counts the time of PostgreSQL.'],
  };
}
