import type { EffectiveStatus } from '@portcullis/token';

/** `effectiveStatus` of the domain as a condition on `token` at `:now`; a test holds the two together. */
export const statusConditions: Readonly<Record<EffectiveStatus, string>> = {
  revoked: `token.status = 'revoked'`,
  disabled: `token.status = 'disabled'`,
  expired: `token.status = 'enabled' AND token.expiresAt <= :now`,
  pending: `token.status = 'enabled' AND token.notBefore > :now AND (token.expiresAt IS NULL OR token.expiresAt > :now)`,
  active: `token.status = 'enabled' AND (token.notBefore IS NULL OR token.notBefore <= :now)
           AND (token.expiresAt IS NULL OR token.expiresAt > :now)`,
};

export const EFFECTIVE_STATUSES = ['pending', 'active', 'disabled', 'expired', 'revoked'] as const satisfies readonly EffectiveStatus[];
