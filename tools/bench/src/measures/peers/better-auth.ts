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
import { PRESENTED, startOurCheck } from './our-check.js';

const ROUNDS = 7;
const WARM_UPS = 2;
const CONNECTIONS = 16;
const OUR_REQUESTS = 8_000;
const THEIR_REQUESTS = 1_000;

/** The processor time of one HTTP request that asks whether a key is good: better-auth on PostgreSQL, and our check. */
export const betterAuthMeasure: Measure = { name: 'better-auth', keys: ['better_auth_pg_cpu_over_ours'], only: 'peers', run };

async function run(context: MeasureContext): Promise<Findings> {
  const peers = await installPeers('better-auth', context.say);
  if ('missing' in peers) return { figures: [], notes: [`No figures of better-auth: ${peers.missing}.`] };
  const task: BetterAuthTask = { peers: peers.folder, databaseUrl: await context.surroundings.database('better_auth'), keys: PRESENTED };
  const script = new URL('better-auth.server.js', import.meta.url);
  const theirs = await startServer<BetterAuthReady>({ script, task, heapMb: 1_024, readyWithinMs: 60_000, profileFolder: context.profileFolder });
  const ours = await startOurCheck(context);
  const guarded = await startGuardServer(context);
  try {
    const { keeperPid } = await context.surroundings.postgres();
    const samples = await alternate(
      {
        ours: cpuOfCheck({ server: ours.ready.url, path: '/check', secrets: ours.ready.secrets, amount: OUR_REQUESTS }),
        guarded: cpuOfCheck({ server: guarded.ready.direct, path: '/guarded', secrets: guarded.ready.secrets, amount: OUR_REQUESTS }),
        theirs: cpuOfCheck({ server: theirs.ready.url, path: '/check', secrets: theirs.ready.keys, amount: THEIR_REQUESTS, besideUs: () => cpuOfDescendants(keeperPid) }),
      },
      { warmUps: WARM_UPS, counted: ROUNDS, onRound: (round) => { context.say(`round ${round} of ${ROUNDS}`); } },
    );
    return findings(samples);
  } finally {
    await Promise.all([ours.stop(), guarded.stop(), theirs.stop()]);
  }
}

interface Checked {
  readonly server: string;
  readonly path: string;
  readonly secrets: readonly string[];
  readonly amount: number;
  /** Processor time, µs, of whoever else works for a check; nobody by default. */
  readonly besideUs?: () => number;
}

/** Processor time of one check, µs: of its server's process, and of whoever else works for it. */
function cpuOfCheck({ server, path, secrets, amount, besideUs = () => 0 }: Checked): () => Promise<number> {
  const spentUs = async (): Promise<number> => (await cpuOfServer(server)) + besideUs();
  return async () => {
    const beforeUs = await spentUs();
    await requestsPerSecond({ url: `${server}${path}`, requests: bearing(secrets), connections: CONNECTIONS, amount });
    return ((await spentUs()) - beforeUs) / amount;
  };
}

function findings({ ours, guarded, theirs }: Readonly<Record<'ours' | 'guarded' | 'theirs', number[]>>): Findings {
  return {
    figures: [
      figure('better_auth_pg_cpu_over_ours', pairedRatio(theirs, ours), ROUNDS),
      figure('better_auth_pg_cpu_over_guarded_route', pairedRatio(theirs, guarded), ROUNDS),
      figure('better_auth_check_cpu_us', quantile(theirs, 0.5), ROUNDS),
      figure('our_http_check_cpu_us', quantile(ours, 0.5), ROUNDS),
    ],
    notes: [`better-auth: verifyApiKey with permissions, ${PRESENTED} keys, its rate limit off; with it counts the time of PostgreSQL. Both behind one bare node:http server.`],
  };
}
