export { drawBoot } from './boot.js';
export { CLOSED_KEY, type ClosedRecord, encodeClosedRecord, parseClosedRecord } from './closed-record.js';
export { digestPart, formatDigest, parseDigest, replaceInDigest } from './content-digest.js';
export type { ParseResult } from './fields.js';
export { type HeldSecret, type HeldState, type UnderstoodState } from './held-state.js';
export { encodeProbe, MAX_BOUND_MS, parseProbe, type Probe } from './probe.js';
export {
  ANOTHER_TOKENS,
  KNOWN_EVENTS,
  type ParsedTokenState,
  parseTokenState,
  type PublishedState,
  TOKEN_STATE_SCHEMA,
  type TokenStateBody,
  type TokenStateMessage,
} from './token-state.js';
export { type ReadTokenState, readTokenState } from './read-token-state.js';
export { PROBES_TOPIC, TOKEN_STATE_TOPIC, TOPICS, USAGE_TOPIC } from './topics.js';
export { DETAIL_SLOTS, encodeUsageDetail, MOST_CELLS_A_CHUNK, type UsageCell, type UsageDetailChunk, usageDetailKey, type UsageOutcome, USAGE_OUTCOMES } from './usage-detail.js';
export { type ClosedTokenExposure, encodeExposureReport, type ExposedCalls, type ExposureReport, exposureKey, MOST_CLOSINGS_A_REPORT, MOST_GROUPS_A_CLOSING } from './exposure-report.js';
export { encodeUsageRecord, parseUsageRecord, usageKey, type UsageRecord } from './usage-record.js';
export { parseUsageTold, type UsageTold } from './usage-told.js';
