import type { TokenChanges, TokenDisabled, TokenEnabled, TokenIssued, TokenRevoked, TokenRotated, TokenUpdated } from '../index.js';
import { NOW } from './times.spec-kit.js';

/** A token as a person would first make one; every member can be said otherwise. */
export const aToken: Omit<TokenIssued, 'type'> = {
  tokenId: 'tok_0000000000000000000001',
  workspaceId: 'wsp_0000000000000000000001',
  kind: 'user',
  environment: 'live',
  createdBy: 'usr_0000000000000000000001',
  name: 'Stock sync',
  description: null,
  metadata: {},
  prefix: 'pcl_live_AAA',
  secretHash: 'a'.repeat(64),
  scopes: ['company:read', 'items:read'],
  allowedIps: [],
  notBefore: null,
  expiresAt: null,
};

export const issued = (token: Partial<typeof aToken> = {}): TokenIssued => ({ type: 'TokenIssued', ...aToken, ...token });
export const updated = (changes: TokenChanges): TokenUpdated => ({ type: 'TokenUpdated', changes });
export const rotated = (rotation: Partial<Omit<TokenRotated, 'type'>> = {}): TokenRotated => ({
  type: 'TokenRotated',
  prefix: 'pcl_live_BBB',
  secretHash: 'b'.repeat(64),
  previousValidUntil: null,
  ...rotation,
});
export const disabled = ({ reason = null }: { reason?: string | null } = {}): TokenDisabled => ({ type: 'TokenDisabled', reason });
export const enabled = (): TokenEnabled => ({ type: 'TokenEnabled' });
export const revoked = ({ reason = null }: { reason?: string | null } = {}): TokenRevoked => ({ type: 'TokenRevoked', reason });
/** A token whose time is over as the tests begin. */
export const issuedAndExpired = (): TokenIssued => issued({ expiresAt: NOW });
