import { appendMeasure } from './append/append.js';
import { checkMeasure } from './check/check.js';
import { coldStartMeasure } from './cold-start/cold-start.js';
import { firstAnswerMeasure } from './first-answer/first-answer.js';
import { guardMeasure } from './guard/guard.js';
import { largeMeasure } from './large/large.js';
import type { Measure } from './measure.js';
import { betterAuthMeasure } from './peers/better-auth.js';
import { keycloakMeasure } from './peers/keycloak.js';
import { revokeEmbeddedMeasure, revokeMeasure } from './revoke/revoke.js';

/** In the order in which they run. */
export const MEASURES: readonly Measure[] = [
  checkMeasure,
  largeMeasure,
  guardMeasure,
  betterAuthMeasure,
  keycloakMeasure,
  appendMeasure,
  revokeMeasure,
  revokeEmbeddedMeasure,
  coldStartMeasure,
  firstAnswerMeasure,
];
