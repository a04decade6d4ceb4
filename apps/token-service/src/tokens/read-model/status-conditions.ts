import type { EffectiveStatus } from '@portcullis/token';

/** SQL: the database's clock when the statement began, as fine as the times that it is compared with. */
export const NOW = `date_trunc('milliseconds', statement_timestamp())`;

/** SQL: the end of `token`; one that never ends does so after all others. */
export const END = `coalesce(token.expires_at, 'infinity')`;

/** `effectiveStatus` of the domain as a condition on `token` now; a test holds the two together. */
export const statusConditions: Readonly<Record<EffectiveStatus, string>> = {
  revoked: `token.status = 'revoked'`,
  disabled: `token.status = 'disabled'`,
  expired: `(token.status = 'enabled' AND ${END} <= ${NOW})`,
  pending: `(token.status = 'enabled' AND ${END} > ${NOW} AND token.not_before > ${NOW})`,
  active: `(token.status = 'enabled' AND ${END} > ${NOW} AND coalesce(token.not_before, '-infinity') <= ${NOW})`,
};

export const EFFECTIVE_STATUSES = ['pending', 'active', 'disabled', 'expired', 'revoked'] as const satisfies readonly EffectiveStatus[];
