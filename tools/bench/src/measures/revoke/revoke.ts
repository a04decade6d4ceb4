import { figure } from '../../figures/figure.js';
import { alternate } from '../../harness/alternate.js';
import { quantile, ratioOfMedians } from '../../harness/statistics.js';
import { install, type Installation } from '../../installation/installation.js';
import { type LogBetween, type LogKind, openLogBetween } from '../../installation/log-between.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { acceptedAfterConfirmed } from './accepted-after-confirmed.js';
import { RawTrips } from './raw-trips.js';

const REPLICAS = 2;
const ROUNDS = 500;
const WARM_UPS = 50;
const ISSUED_AT_ONCE = 16;

/** From DELETE to its 200 with two replicas, beside two bare trips through the same log; then many under load. */
export const revokeMeasure: Measure = {
  name: 'revoke',
  keys: ['revoke_confirmed_p50_ms', 'revoke_confirmed_p99_ms', 'revoke_confirmed_over_raw', 'accepted_after_confirmed'],
  run: (context) => onLog('kafka', context),
};

/** The same latencies on the log that `npm start` uses. */
export const revokeEmbeddedMeasure: Measure = {
  name: 'revoke-embedded',
  keys: ['revoke_confirmed_embedded_p50_ms', 'revoke_confirmed_embedded_p99_ms', 'revoke_confirmed_embedded_over_raw'],
  run: (context) => onLog('embedded', context),
};

async function onLog(kind: LogKind, context: MeasureContext): Promise<Findings> {
  const log = await openLogBetween(kind, context.surroundings);
  if ('missing' in log) return { figures: [], notes: [`No Kafka, so no figures of it: ${log.missing}.`] };
  try {
    const installation = await install(log, REPLICAS, context);
    try {
      const latencies = await measureLatencies(kind, log, installation, context);
      if (kind === 'embedded') return latencies;
      const { figures, notes = [] } = await acceptedAfterConfirmed(installation, context.say);
      return { figures: [...latencies.figures, ...figures], notes };
    } finally {
      installation.operator.close();
      await installation.stop();
    }
  } finally {
    await log.stop();
  }
}

async function measureLatencies(kind: LogKind, log: LogBetween, { operator }: Installation, { say }: MeasureContext): Promise<Findings> {
  const trips = await RawTrips.open(log.connection);
  try {
    say(`issuing ${ROUNDS + WARM_UPS} tokens`);
    const tokens = [...(await operator.issueMany(ROUNDS + WARM_UPS, ISSUED_AT_ONCE))];
    const revoked = async (): Promise<number> => {
      const startedAtMs = performance.now();
      const { replicas } = await operator.revokeConfirmed(tokens.pop()?.id ?? '');
      const tookMs = performance.now() - startedAtMs;
      if (replicas.filter(({ confirmedBy }) => confirmedBy === 'application').length !== REPLICAS) throw new Error('not confirmed by both replicas');
      return tookMs;
    };
    say(`revoking them one by one`);
    const { revoke, raw } = await alternate({ revoke: revoked, raw: () => trips.thereAndBackMs() }, { warmUps: WARM_UPS, counted: ROUNDS });
    const infix = kind === 'kafka' ? '' : '_embedded';
    return {
      figures: [
        figure(`revoke_confirmed${infix}_p50_ms`, quantile(revoke, 0.5), ROUNDS),
        figure(`revoke_confirmed${infix}_p99_ms`, quantile(revoke, 0.99), ROUNDS),
        figure(`revoke_confirmed${infix}_over_raw`, ratioOfMedians(revoke, raw), ROUNDS),
        figure(`raw_two_trips${infix}_ms`, quantile(raw, 0.5), ROUNDS),
      ],
    };
  } finally {
    await trips.close();
  }
}
