import { setTimeout as delay } from 'node:timers/promises';
import { figure } from '../../figures/figure.js';
import { quantile } from '../../harness/statistics.js';
import { install, type Installation } from '../../installation/installation.js';
import { JsonClient } from '../../installation/json-client.js';
import { openLogBetween } from '../../installation/log-between.js';
import type { Findings, MeasureContext } from '../measure.js';

const TOKENS = 300;
const AT_ONCE = 6;
const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 30_000;

/** From a token's first accepted call to its last use in the read model, asked for over HTTP; on the log of `npm start`. */
export async function measureLag(context: MeasureContext): Promise<Findings> {
  const log = await openLogBetween('embedded', context.surroundings);
  if ('missing' in log) return { figures: [], notes: [log.missing] };
  try {
    const installation = await install(log, 1, context);
    try {
      context.say(`calling with ${TOKENS} tokens`);
      const lags = await lagsOf(installation);
      return { figures: [figure('usage_lag_p50_ms', quantile(lags, 0.5), TOKENS), figure('usage_lag_p99_ms', quantile(lags, 0.99), TOKENS)] };
    } finally {
      installation.operator.close();
      await installation.stop();
    }
  } finally {
    await log.stop();
  }
}

async function lagsOf({ operator, replicas }: Installation): Promise<readonly number[]> {
  const tokens = [...(await operator.issueMany(TOKENS, 16))];
  const client = new JsonClient(replicas[0]?.url ?? '');
  const lags: number[] = [];
  const callNext = async (): Promise<void> => {
    for (let next = tokens.pop(); next !== undefined; next = tokens.pop()) {
      const { id, token } = next;
      // Calls come at any moment between two batches.
      await delay(Math.random() * 500);
      const calledAtMs = performance.now();
      const { status } = await client.call('GET', '/public/v1/items?limit=1', { authorization: `Bearer ${token}` });
      if (status !== 200) throw new Error(`a call was answered with ${status}`);
      while ((await operator.show(`/api/v1/api-keys/${id}`))['lastUsedAt'] === null) {
        if (performance.now() - calledAtMs > GIVE_UP_MS) throw new Error('a call was never shown');
        await delay(LOOK_EVERY_MS);
      }
      lags.push(performance.now() - calledAtMs);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, callNext)).finally(() => {
    client.close();
  });
  return lags;
}
