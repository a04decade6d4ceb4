export { type AccessRequest, authorize, type AuthorizeOutcome, type TokenFacts } from './authorize.js';
export { BASE62 } from './base62.js';
export type { CheckOutcome, Principal } from './check-outcome.js';
export type { TokenCommand } from './commands.js';
export { decide } from './decide.js';
export type { Decision, Refusal } from './decision.js';
export type { DisableToken } from './disable-token.js';
export { effectiveStatus, type EffectiveStatus } from './effective-status.js';
export type { EnableToken } from './enable-token.js';
export type {
  TokenChanges,
  TokenDisabled,
  TokenEnabled,
  TokenEvent,
  TokenIssued,
  TokenKind,
  TokenRevoked,
  TokenRotated,
  TokenStateEvent,
  TokenUpdated,
  TokenUsed,
} from './events.js';
export { evolve, noToken } from './evolve.js';
export { evolveUsage, unused } from './evolve-usage.js';
export { createToken, hashToken, parseToken, tokenPrefix } from './format.js';
export type { AskingToken, Granting } from './granting.js';
export type { IssueToken } from './issue-token.js';
export { digestWords } from './reader/digest-words.js';
export { TokenReader } from './reader/token-reader.js';
export { decideUse, type RecordUse } from './record-use.js';
export type { RevokeToken } from './revoke-token.js';
export type { RotateToken } from './rotate-token.js';
export { toScopeBits } from './scope-bits.js';
export type { DisabledToken, EnabledToken, IssuedToken, NoToken, RevokedToken, TokenSecret, TokenState, TokenUsage } from './state.js';
export type { Environment } from './spelling.js';
export { HEADS, TOKEN_CHARACTERS } from './spelling.js';
export { TOKEN_PATTERN } from './token-pattern.js';
export { type Timestamp, toEpochMs, toTimestamp } from './timestamp.js';
export { toTokenFacts } from './token-facts.js';
export type { UpdateToken } from './update-token.js';
