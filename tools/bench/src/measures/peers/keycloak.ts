import { figure } from '../../figures/figure.js';
import { alternate } from '../../harness/alternate.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { installKeycloak, KEYCLOAK_VERSION } from '../../peers/install-keycloak.js';
import { bearing, requestsPerSecond } from '../../workers/load.js';
import { startGuardServer } from '../guard/guard.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { startKeycloak } from './keycloak-server.js';
import { startOurCheck } from './our-check.js';

const ROUNDS = 7;
/** Java compiles what runs often: it gets the time to. */
const WARM_UPS = 4;
const CONNECTIONS = 16;
const OUR_REQUESTS = 10_000;
const THEIR_REQUESTS = 3_000;

/** Questions a second, over HTTP, whether a token opens: of Keycloak and of our check. */
export const keycloakMeasure: Measure = { name: 'keycloak', keys: ['keycloak_introspection_over_ours'], only: 'peers', run };

async function run(context: MeasureContext): Promise<Findings> {
  const installed = await installKeycloak(context.say);
  if ('missing' in installed) return { figures: [], notes: [`No figures of Keycloak: ${installed.missing}.`] };
  context.say('starting Keycloak');
  const keycloak = await startKeycloak(installed.folder);
  const ours = await startOurCheck(context);
  const guarded = await startGuardServer(context);
  const load = (url: string, secrets: readonly string[]): Promise<number> =>
    requestsPerSecond({ url, requests: bearing(secrets), connections: CONNECTIONS, amount: OUR_REQUESTS });
  try {
    const samples = await alternate(
      {
        ours: () => load(`${ours.ready.url}/check`, ours.ready.secrets),
        guarded: () => load(`${guarded.ready.direct}/guarded`, guarded.ready.secrets),
        theirs: () => requestsPerSecond({ url: keycloak.introspectionUrl, requests: [keycloak.request], connections: CONNECTIONS, amount: THEIR_REQUESTS }),
      },
      { warmUps: WARM_UPS, counted: ROUNDS, onRound: (round) => { context.say(`round ${round} of ${ROUNDS}`); } },
    );
    return {
      figures: [
        figure('keycloak_introspection_over_ours', pairedRatio(samples.ours, samples.theirs), ROUNDS),
        figure('keycloak_introspection_over_guarded_route', pairedRatio(samples.guarded, samples.theirs), ROUNDS),
        figure('our_http_check_rps', quantile(samples.ours, 0.5), ROUNDS),
        figure('keycloak_introspection_rps', quantile(samples.theirs, 0.5), ROUNDS),
      ],
      notes: [`Keycloak ${KEYCLOAK_VERSION} in development mode, its database in memory; a client introspects its own token.`],
    };
  } finally {
    await Promise.all([ours.stop(), guarded.stop(), keycloak.stop()]);
  }
}
