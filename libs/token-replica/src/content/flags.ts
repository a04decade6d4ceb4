import type { PublishedState } from '@portcullis/messages';
import type { TokenKind, TokenFacts } from '@portcullis/token';

/**
 * A row's status, environment and kind, and its allowlist's number, in one word. Status zero is a closed token: one whose
 * latest message this service does not understand. It accepts nothing until a message comes that is understood.
 */
const STATUSES = [undefined, 'enabled', 'disabled', 'revoked'] as const;
const ENVIRONMENTS = ['live', 'test'] as const;
const KINDS = ['user', 'workspace'] as const;
const ALLOWLIST_SHIFT = 4;

export const CLOSED = 0;

/** @param allowlist below 2²⁸; 0: none. */
export function packFlags(state: Pick<PublishedState, 'status' | 'environment' | 'kind'>, allowlist: number): number {
  const own = STATUSES.indexOf(state.status) | (ENVIRONMENTS.indexOf(state.environment) << 2) | (KINDS.indexOf(state.kind) << 3);
  return own + allowlist * 2 ** ALLOWLIST_SHIFT;
}

/** undefined: a closed token. */
export function statusOf(flags: number): TokenFacts['status'] | undefined {
  return STATUSES[flags & 3];
}

export function environmentOf(flags: number): TokenFacts['environment'] {
  return ENVIRONMENTS[(flags >> 2) & 1] ?? 'live';
}

export function kindOf(flags: number): TokenKind {
  return KINDS[(flags >> 3) & 1] ?? 'user';
}

/** All but the allowlist's number, which means something only as long as the process lives. */
export function ownFlagsOf(flags: number): number {
  return flags & (2 ** ALLOWLIST_SHIFT - 1);
}

export function withAllowlist(flags: number, allowlist: number): number {
  return ownFlagsOf(flags) + allowlist * 2 ** ALLOWLIST_SHIFT;
}

export function allowlistOf(flags: number): number {
  return flags >>> ALLOWLIST_SHIFT;
}
