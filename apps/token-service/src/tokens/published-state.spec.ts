import { describe, expect, it } from '@jest/globals';
import { parseTokenState } from '@portcullis/messages';
import { evolve, type IssuedToken, noToken } from '@portcullis/token';
import { publishedState } from './published-state.js';

const token = evolve(noToken, {
  type: 'TokenIssued',
  tokenId: 'tok_1',
  workspaceId: 'wsp_1',
  kind: 'user',
  environment: 'live',
  createdBy: 'usr_1',
  name: 'Till 3',
  description: 'by the door',
  metadata: { shop: '7' },
  prefix: 'pcl_live_abc',
  secretHash: 'a'.repeat(64),
  scopes: ['items:read'],
  allowedIps: ['10.0.0.0/8'],
  notBefore: null,
  expiresAt: '2090-01-01T00:00:00.000Z',
}) as IssuedToken;

/** As the store completes it. */
function bytesOf(body: object): Buffer {
  return Buffer.from(JSON.stringify({ position: 7, time: '2026-11-23T05:00:00.000Z', ...body }));
}

describe('the message of a change', () => {
  it('is understood by whoever checks tokens, and holds all that a check needs', () => {
    expect(parseTokenState('tok_1', bytesOf(publishedState(token, 1, 'TokenIssued')))).toEqual({
      kind: 'understood',
      message: {
        position: 7,
        time: '2026-11-23T05:00:00.000Z',
        schema: 1,
        tokenId: 'tok_1',
        version: 1,
        type: 'TokenIssued',
        state: {
          workspaceId: 'wsp_1',
          kind: 'user',
          environment: 'live',
          status: 'enabled',
          secrets: [{ hash: 'a'.repeat(64), validUntil: null }],
          scopes: ['items:read'],
          allowedIps: ['10.0.0.0/8'],
          notBefore: null,
          expiresAt: '2090-01-01T00:00:00.000Z',
        },
      },
    });
  });

  it('says of a revoked token that it is revoked: a value, never an absence', () => {
    const revoked = evolve(token, { type: 'TokenRevoked', reason: 'leaked' }) as IssuedToken;
    const parsed = parseTokenState('tok_1', bytesOf(publishedState(revoked, 2, 'TokenRevoked')));
    expect(parsed).toMatchObject({ kind: 'understood', message: { version: 2, type: 'TokenRevoked', state: { status: 'revoked' } } });
  });

  it('tells nothing that only people need', () => {
    const text = JSON.stringify(publishedState(token, 1, 'TokenIssued'));
    for (const personal of ['Till 3', 'by the door', 'shop', 'usr_1', 'pcl_live_abc']) expect(text).not.toContain(personal);
  });
});
