import type { DisableToken, EnableToken, IssueToken, RevokeToken, RotateToken, TokenChanges, UpdateToken } from '../index.js';
import type { Scope } from '@portcullis/scopes';
import { aToken } from './events.spec-kit.js';

interface Granting {
  readonly grantable?: readonly Scope[];
}

/** Whoever asks in these tests may pass on this much, unless it is said otherwise. */
const GRANTABLE: readonly Scope[] = ['company:read', 'items:read', 'items:update', 'api_token:manage'];

export const issue = (token: Partial<Omit<IssueToken, 'type'>> = {}): IssueToken => ({ type: 'IssueToken', ...aToken, grantable: GRANTABLE, ...token });
export const update = (changes: TokenChanges, { grantable = GRANTABLE }: Granting = {}): UpdateToken => ({ type: 'UpdateToken', changes, grantable });
export const rotate = (rotation: Partial<Omit<RotateToken, 'type'>> = {}): RotateToken => ({
  type: 'RotateToken',
  prefix: 'pcl_live_BBB',
  secretHash: 'b'.repeat(64),
  gracePeriodSeconds: 0,
  grantable: GRANTABLE,
  ...rotation,
});
export const disable = ({ reason = null }: { reason?: string | null } = {}): DisableToken => ({ type: 'DisableToken', reason });
export const enable = (): EnableToken => ({ type: 'EnableToken' });
export const revoke = ({ reason = null }: { reason?: string | null } = {}): RevokeToken => ({ type: 'RevokeToken', reason });
