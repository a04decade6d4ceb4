import { figure, type Figure } from '../../figures/figure.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { runWorker } from '../../workers/run-worker.js';
import { installPeers } from '../../peers/install-peers.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import type { CheckResult, CheckTask } from './check.worker.js';

const TOKENS = 1_000_000;
const ROUNDS = 25;
const TIMEOUT_MS = 600_000;
const JWT_LIBRARIES = ['fast_jwt', 'jose'] as const;

/** The whole check beside one SHA-256 and beside the verification of a JWT, all in one process, by turns. */
export const checkMeasure: Measure = {
  name: 'check',
  keys: [
    'authorize_cold_over_sha256',
    'authorize_hot_over_sha256',
    'authorize_allowlist_over_sha256',
    'garbage_over_sha256',
    'bytes_per_token_1m',
    'jwt_hs256_over_authorize',
    'jwt_es256_over_authorize',
  ],
  run,
};

async function run(context: MeasureContext): Promise<Findings> {
  const jwt = await installPeers('jwt', context.say);
  const task: CheckTask = { tokens: TOKENS, rounds: ROUNDS, jwt: 'missing' in jwt ? null : jwt };
  const { bytesPerToken, encoding, samples } = await runWorker<CheckResult>({
    script: new URL('check.worker.js', import.meta.url),
    task,
    heapMb: 4_096,
    timeoutMs: TIMEOUT_MS,
    onProgress: context.say,
    profileFolder: context.profileFolder,
  });
  const of = (arm: string): readonly number[] => samples[arm] ?? [];
  const overSha256 = (key: string, arm: string): Figure => figure(key, pairedRatio(of(arm), of('sha256')), ROUNDS);
  const figures = [
    overSha256('authorize_cold_over_sha256', 'cold'),
    overSha256('authorize_hot_over_sha256', 'hot'),
    overSha256('authorize_allowlist_over_sha256', 'allowlist'),
    overSha256('garbage_over_sha256', 'garbage'),
    { key: 'bytes_per_token_1m', value: bytesPerToken },
    ...['sha256', 'cold', 'hot', 'allowlist', 'garbage'].map((arm) => nanoseconds(arm, of(arm))),
  ];
  const notes = [`SHA-256's fastest output encoding: ${encoding}.`];
  if ('missing' in jwt) return { figures, notes: [...notes, `No JWT figures: ${jwt.missing}.`] };
  const signed = jwtFigures(samples);
  return { figures: [...figures, ...signed.figures], notes: [...notes, `JWT: ${signed.by.join(', ')}.`] };
}

/** Each algorithm by the library that is the faster one at it here, over our check of random tokens among 1 M. */
function jwtFigures(samples: CheckResult['samples']): { figures: readonly Figure[]; by: readonly string[] } {
  const both = (['hs256', 'es256'] as const).map((algorithm) => {
    const arms = JWT_LIBRARIES.map((library) => {
      const runs = samples[`jwt_${algorithm}_${library}`] ?? [];
      return { library, runs, ns: quantile(runs, 0.5) };
    });
    const best = arms.reduce((fastest, arm) => (arm.ns.value < fastest.ns.value ? arm : fastest));
    return {
      figures: [
        figure(`jwt_${algorithm}_over_authorize`, pairedRatio(best.runs, samples['cold'] ?? []), ROUNDS),
        ...arms.map(({ library, ns }) => figure(`jwt_${algorithm}_${library}_ns`, ns, ROUNDS)),
      ],
      by: `${algorithm.toUpperCase()} by ${best.library.replace('_', '-')}`,
    };
  });
  return { figures: both.flatMap(({ figures }) => figures), by: both.map(({ by }) => by) };
}

function nanoseconds(arm: string, runs: readonly number[]): Figure {
  const checks = ['cold', 'hot', 'allowlist'].includes(arm);
  return figure(`${checks ? 'authorize_' : ''}${arm}_ns`, quantile(runs, 0.5), ROUNDS);
}
