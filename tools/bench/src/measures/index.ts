import { appendMeasure } from './append/append.js';
import { treeOverheadMeasure } from './append/tree-overhead.js';
import { checkMeasure } from './check/check.js';
import { coldStartMeasure } from './cold-start/cold-start.js';
import { exportMeasure } from './export/export.js';
import { firstAnswerMeasure } from './first-answer/first-answer.js';
import { guardMeasure } from './guard/guard.js';
import { historyMeasure } from './history/history.js';
import { largeMeasure } from './large/large.js';
import type { Measure } from './measure.js';
import { betterAuthMeasure } from './peers/better-auth.js';
import { keycloakMeasure } from './peers/keycloak.js';
import { revokeEmbeddedMeasure, revokeMeasure } from './revoke/revoke.js';
import { usageMeasure } from './usage/usage.js';
import { verifyMeasure } from './verify/verify.js';

/** In the order in which they run. */
export const MEASURES: readonly Measure[] = [
  checkMeasure,
  largeMeasure,
  guardMeasure,
  betterAuthMeasure,
  keycloakMeasure,
  appendMeasure,
  treeOverheadMeasure,
  historyMeasure,
  verifyMeasure,
  exportMeasure,
  revokeMeasure,
  revokeEmbeddedMeasure,
  usageMeasure,
  coldStartMeasure,
  firstAnswerMeasure,
];
