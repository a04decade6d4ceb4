import type { PublishedState } from '@portcullis/messages';
import type { TokenKind, TokenFacts } from '@portcullis/token';

/**
 * A row's status, environment and kind in one number. Zero is a closed token: one whose latest message this service does
 * not understand. It accepts nothing until a message comes that is understood.
 */
const STATUSES = [undefined, 'enabled', 'disabled', 'revoked'] as const;
const ENVIRONMENTS = ['live', 'test'] as const;
const KINDS = ['user', 'workspace'] as const;

export const CLOSED = 0;

export function packFlags(state: Pick<PublishedState, 'status' | 'environment' | 'kind'>): number {
  return STATUSES.indexOf(state.status) | (ENVIRONMENTS.indexOf(state.environment) << 2) | (KINDS.indexOf(state.kind) << 3);
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
