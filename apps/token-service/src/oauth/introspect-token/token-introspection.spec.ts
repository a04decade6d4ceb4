import { describe, expect, it } from '@jest/globals';
import type { Configuration } from '../../configuration.js';
import type { DatabaseTokenChecker } from '../../tokens/bearer-check/database-token-checker.js';
import type { BearerRow } from '../../tokens/bearer-check/bearer-row.js';
import type { ApiTokens } from '../../tokens/read-model/api-tokens.js';
import { TokenIntrospection } from './token-introspection.js';

const expiresAt = '2089-01-01T00:00:00.000Z';
const bearer: BearerRow = {
  environment: 'live',
  status: 'enabled',
  scopes: ['items:read'],
  allowedIps: ['192.0.2.1'],
  notBefore: null,
  expiresAt,
  secret: { validUntil: null },
  principal: { workspaceId: 'wsp_1', tokenId: 'tok_1', kind: 'user', scopes: ['items:read'], createdBy: 'usr_1', secretExpiresAt: null, expiresAt, allowedIps: ['192.0.2.1'] },
};
/** As a change has left it since. */
const later = { id: 'tok_1', status: 'active', createdAt: '2026-01-01T00:00:00.000Z', scopes: ['items:delete'], allowedIps: [], expiresAt: null };

describe('what an introspection says of a token that is changed at the same time', () => {
  it('is what it was at the one moment at which it was found live', async () => {
    const checker = { introspect: () => Promise.resolve(bearer) } as unknown as DatabaseTokenChecker;
    const tokens = { find: () => Promise.resolve(later) } as unknown as ApiTokens;
    const introspection = new TokenIntrospection(checker, tokens, { publicOrigins: ['http://console.test'] } as unknown as Configuration);
    const said = await introspection.introspect({ token: 'pcl_live_', workspaceId: 'wsp_1', clientAddress: undefined });
    expect(said).toMatchObject({ active: true, scope: 'items:read', exp: Date.parse(expiresAt) / 1_000, allowed_ips: ['192.0.2.1'], iat: Date.parse(later.createdAt) / 1_000 });
  });
});
