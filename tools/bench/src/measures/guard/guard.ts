import { figure, type Figure } from '../../figures/figure.js';
import { alternate, type Arm } from '../../harness/alternate.js';
import { pairedDifference, pairedRatio, quantile } from '../../harness/statistics.js';
import { cpuOfServer } from '../../workers/cpu-of-server.js';
import { bearing, requestsPerSecond } from '../../workers/load.js';
import { type RunningServer, startServer } from '../../workers/start-server.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import type { GuardReady, GuardTask } from './guard.server.js';

/** Many short rounds: the guard costs less than what a request's own cost changes by from one second to the next. */
const ROUNDS = 45;
const WARM_UPS = 9;
const REQUESTS = 2_500;
const CONNECTIONS = 16;
const TASK: GuardTask = { tokens: 1_000 };

/** A guarded and an unguarded route of one server under the same requests, by turns. */
export const guardMeasure: Measure = { name: 'guard', keys: ['guard_rps_ratio', 'guard_cpu_us'], run };

async function run(context: MeasureContext): Promise<Findings> {
  const server = await startGuardServer(context);
  try {
    return await compare(server.ready, context.say);
  } finally {
    await server.stop();
  }
}

/** The service whose guard is measured, also where another product is its measure. */
export function startGuardServer({ profileFolder }: MeasureContext): Promise<RunningServer<GuardReady>> {
  const script = new URL('guard.server.js', import.meta.url);
  return startServer<GuardReady>({ script, task: TASK, heapMb: 1_024, readyWithinMs: 60_000, profileFolder });
}

async function compare({ direct, throughPassport, secrets }: GuardReady, say: MeasureContext['say']): Promise<Findings> {
  const requests = bearing(secrets);
  const cpu: Record<string, number[]> = {};
  const arm = (name: string, server: string, path: string): Arm => async () => {
    const before = await cpuOfServer(server);
    const rate = await requestsPerSecond({ url: `${server}${path}`, requests, connections: CONNECTIONS, amount: REQUESTS });
    (cpu[name] ??= []).push(((await cpuOfServer(server)) - before) / REQUESTS);
    return rate;
  };
  const rates = await alternate(
    {
      unguarded: arm('unguarded', direct, '/unguarded'),
      guarded: arm('guarded', direct, '/guarded'),
      unguardedBeside: arm('unguardedBeside', throughPassport, '/unguarded'),
      passport: arm('passport', throughPassport, '/guarded'),
    },
    { warmUps: WARM_UPS, counted: ROUNDS, onRound: (round) => { if (round % 5 === 0) say(`round ${round} of ${ROUNDS}`); } },
  );
  const cpuOf = (name: string): number[] => (cpu[name] ?? []).slice(WARM_UPS);
  const rate = (key: string, samples: number[]): Figure => figure(key, quantile(samples, 0.5), ROUNDS);
  const busy = (quantile(cpuOf('guarded'), 0.5).value * quantile(rates.guarded, 0.5).value) / 1e4;
  return {
    figures: [
      figure('guard_rps_ratio', pairedRatio(rates.guarded, rates.unguarded), ROUNDS),
      figure('guard_cpu_us', pairedDifference(cpuOf('guarded'), cpuOf('unguarded')), ROUNDS),
      figure('guard_passport_rps_ratio', pairedRatio(rates.passport, rates.unguardedBeside), ROUNDS),
      figure('guard_passport_cpu_us', pairedDifference(cpuOf('passport'), cpuOf('unguardedBeside')), ROUNDS),
      rate('unguarded_rps', rates.unguarded),
      rate('guarded_rps', rates.guarded),
      rate('unguarded_cpu_us', cpuOf('unguarded')),
      rate('guarded_cpu_us', cpuOf('guarded')),
    ],
    notes: [`Guard: ${CONNECTIONS} connections; the server used ${Math.round(busy)} % of a processor while the load generator waited for it.`],
  };
}
