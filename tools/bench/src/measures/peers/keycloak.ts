import { figure } from '../../figures/figure.js';
import { alternate } from '../../harness/alternate.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { installKeycloak, KEYCLOAK_VERSION } from '../../peers/install-keycloak.js';
import { bearing, requestsPerSecond } from '../../workers/load.js';
import { startGuardServer } from '../guard/guard.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { startKeycloak } from './keycloak-server.js';

const ROUNDS = 7;
/** Java compiles what runs often: it gets the time to. */
const WARM_UPS = 4;
const CONNECTIONS = 16;
const OUR_REQUESTS = 10_000;
const THEIR_REQUESTS = 3_000;

/** Requests a second that a token opens here, and introspections a second there: what each asks for every API call. */
export const keycloakMeasure: Measure = { name: 'keycloak', keys: ['keycloak_introspection_over_ours'], only: 'peers', run };

async function run(context: MeasureContext): Promise<Findings> {
  const installed = await installKeycloak(context.say);
  if ('missing' in installed) return { figures: [], notes: [`No figures of Keycloak: ${installed.missing}.`] };
  context.say('starting Keycloak');
  const keycloak = await startKeycloak(installed.folder);
  const ours = await startGuardServer(context);
  try {
    const { direct, secrets } = ours.ready;
    const samples = await alternate(
      {
        ours: () => requestsPerSecond({ url: `${direct}/guarded`, requests: bearing(secrets), connections: CONNECTIONS, amount: OUR_REQUESTS }),
        theirs: () => requestsPerSecond({ url: keycloak.introspectionUrl, requests: [keycloak.request], connections: CONNECTIONS, amount: THEIR_REQUESTS }),
      },
      { warmUps: WARM_UPS, counted: ROUNDS, onRound: (round) => { context.say(`round ${round} of ${ROUNDS}`); } },
    );
    return {
      figures: [
        figure('keycloak_introspection_over_ours', pairedRatio(samples.ours, samples.theirs), ROUNDS),
        figure('keycloak_introspection_rps', quantile(samples.theirs, 0.5), ROUNDS),
      ],
      notes: [`Keycloak ${KEYCLOAK_VERSION} in development mode, its database in memory; a client introspects its own token.`],
    };
  } finally {
    await ours.stop();
    await keycloak.stop();
  }
}
