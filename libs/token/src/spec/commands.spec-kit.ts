import type { AskingToken, DisableToken, EnableToken, Granting, IssueToken, RevokeToken, RotateToken, TokenChanges, UpdateToken } from '../index.js';
import type { Scope } from '@portcullis/scopes';
import { aToken } from './events.spec-kit.js';

/** Whoever asks in these tests may pass on this much, unless it is said otherwise. */
const GRANTABLE: readonly Scope[] = ['company:read', 'items:read', 'items:update', 'api_token:manage'];
/** A person, unless it is said otherwise. */
const aPerson: Granting = { grantable: GRANTABLE, asking: null };
/** A token that asks about others than itself, without end and from anywhere, unless it is said otherwise. */
export const anAskingToken: AskingToken = { tokenId: 'tok_0000000000000000000009', expiresAt: null, allowedIps: [], isSecretRetiring: false };

export const issue = (token: Partial<Omit<IssueToken, 'type'>> = {}): IssueToken => ({ type: 'IssueToken', ...aToken, ...aPerson, ...token });
export const update = (changes: TokenChanges, granting: Partial<Granting> = {}): UpdateToken => ({ type: 'UpdateToken', changes, ...aPerson, ...granting });
export const rotate = (rotation: Partial<Omit<RotateToken, 'type'>> = {}): RotateToken => ({
  type: 'RotateToken',
  prefix: 'pcl_live_BBB',
  secretHash: 'b'.repeat(64),
  gracePeriodSeconds: 0,
  ...aPerson,
  ...rotation,
});
export const disable = ({ reason = null }: { reason?: string | null } = {}): DisableToken => ({ type: 'DisableToken', reason });
export const enable = (granting: Partial<Granting> = {}): EnableToken => ({ type: 'EnableToken', ...aPerson, ...granting });
export const revoke = ({ reason = null }: { reason?: string | null } = {}): RevokeToken => ({ type: 'RevokeToken', reason });
