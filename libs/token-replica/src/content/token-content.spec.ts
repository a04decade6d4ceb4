import { describe, expect, it } from '@jest/globals';
import { digestPart, formatDigest, replaceInDigest } from '@portcullis/messages';
import { digestWords } from '@portcullis/token';
import fc from 'fast-check';
import { sha256Of, stateMessage } from '../messages.spec-kit.js';
import { CLOSED } from './flags.js';
import { TokenContent } from './token-content.js';

function rowOfSecret(content: TokenContent, secret: string): number {
  const found = content.secrets.find(digestWords(Buffer.from(sha256Of(secret), 'hex')));
  return found < 0 ? -1 : content.secrets.rowOf(found);
}

const tokens = ['tok_a', 'tok_b', 'tok_c'];
const record = fc.record({ token: fc.constantFrom(...tokens), version: fc.integer({ min: 1, max: 6 }) }).map(({ token, version }) => ({
  token,
  version,
  value: stateMessage(token, version, { secrets: [{ hash: sha256Of(`${token} v${version}`), validUntil: null }] }),
}));

describe('token content', () => {
  it('is the newest version of each token, whatever the order and however often records come', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), (records) => {
        const content = new TokenContent();
        for (const { token, value } of records) content.apply(token, value);
        let digest = 0n;
        for (const token of tokens) {
          const newest = records.filter((one) => one.token === token).sort((a, b) => b.version - a.version)[0];
          if (newest === undefined) continue;
          digest = replaceInDigest(digest, 0n, digestPart(newest.value));
          for (let version = 1; version <= 6; version += 1) {
            expect(rowOfSecret(content, `${token} v${version}`) >= 0).toBe(version === newest.version);
          }
        }
        expect(content.contentDigest()).toBe(formatDigest(digest));
      }),
    );
  });

  it('keeps both secrets of a rotated token, and drops the old one with the next change', () => {
    const content = new TokenContent();
    const secrets = [
      { hash: sha256Of('old'), validUntil: '2026-11-24T00:00:00.000Z' },
      { hash: sha256Of('new'), validUntil: null },
    ];
    content.apply('tok_a', stateMessage('tok_a', 2, { secrets }));
    expect([rowOfSecret(content, 'old'), rowOfSecret(content, 'new')]).toEqual([0, 0]);
    content.apply('tok_a', stateMessage('tok_a', 3, { secrets: secrets.slice(1) }));
    expect([rowOfSecret(content, 'old'), rowOfSecret(content, 'new')]).toEqual([-1, 0]);
  });

  it.each([
    ['a newer schema', stateMessage('tok_a', 2, { schema: 2 })],
    ['an unknown event type', stateMessage('tok_a', 2, { type: 'TokenTransferred' })],
    ['no JSON at all', Buffer.from('{')],
    ['another token’s state', stateMessage('tok_b', 2)],
  ])('closes a token whose message has %s, and no other', (_case, value) => {
    const content = new TokenContent();
    content.apply('tok_a', stateMessage('tok_a', 1));
    content.apply('tok_b', stateMessage('tok_b', 1));
    expect(content.apply('tok_a', value).result).toBe('closed');
    expect(content.rows.flags(0)).toBe(CLOSED);
    expect(rowOfSecret(content, 'secret of tok_a')).toBe(-1);
    expect(rowOfSecret(content, 'secret of tok_b')).toBe(1);
  });

  it('opens a closed token again with a later message that it understands', () => {
    const content = new TokenContent();
    content.apply('tok_a', stateMessage('tok_a', 1));
    content.apply('tok_a', stateMessage('tok_a', 2, { schema: 2 }));
    expect(content.apply('tok_a', stateMessage('tok_a', 3)).result).toBe('applied');
    expect(rowOfSecret(content, 'secret of tok_a')).toBe(0);
  });

  it('never opens a token by a message from before its revocation, whatever unreadable record came in between', () => {
    const content = new TokenContent();
    const revoked = stateMessage('tok_a', 2, { status: 'revoked', type: 'TokenRevoked' });
    content.apply('tok_a', revoked);
    for (const unreadable of ['{', 'null']) content.apply('tok_a', Buffer.from(unreadable));
    expect(content.apply('tok_a', stateMessage('tok_a', 1)).result).toBe('superseded');
    expect(rowOfSecret(content, 'secret of tok_a')).toBe(-1);
    // Published again, the newest message mends what the unreadable one broke.
    expect(content.apply('tok_a', revoked).result).toBe('applied');
    expect(content.contentDigest()).toBe(formatDigest(digestPart(revoked)));
  });

  it('knows after each change of a token only its newest allowlist', () => {
    const content = new TokenContent();
    const lists = [['192.0.2.0/24'], [], ['198.51.100.0/24'], ['192.0.2.0/24']];
    lists.forEach((allowedIps, at) => {
      content.apply('tok_a', stateMessage('tok_a', at + 1, { allowedIps }));
      content.apply('tok_b', stateMessage('tok_b', at + 1, { allowedIps: lists[3 - at] ?? [] }));
      const allowed = ['192.0.2.1', '198.51.100.1'].map((address) => content.allowlist(content.rows.flags(0))?.allows(address) ?? true);
      expect(allowed).toEqual(allowedIps.length === 0 ? [true, true] : [allowedIps[0] === '192.0.2.0/24', allowedIps[0] !== '192.0.2.0/24']);
    });
  });

  it('lets a message that it does not understand enter the digest', () => {
    const content = new TokenContent();
    const newer = stateMessage('tok_a', 1, { schema: 2 });
    content.apply('tok_a', newer);
    expect(content.contentDigest()).toBe(formatDigest(digestPart(newer)));
  });
});
