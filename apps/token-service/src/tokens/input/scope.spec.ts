import { describe, expect, it } from '@jest/globals';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { scope } from './scope.js';

const messageFor = (given: unknown): string | undefined => scope.safeParse(given).error?.issues[0]?.message;

describe('a scope', () => {
  it.each([
    ['items:reed', '"items:reed" is not a scope of the catalogue; items:read is.'],
    ['item:read', '"item:read" is not a scope of the catalogue; items:read is.'],
    ['items.read', '"items.read" is not a scope of the catalogue; items:read is.'],
    ['api-token:manage', '"api-token:manage" is not a scope of the catalogue; api_token:manage is.'],
    ['renters:obliterate', '"renters:obliterate" is not a scope of the catalogue; of renters there are renters:read, renters:create, renters:update, renters:delete.'],
    ['spaceships:fly', '"spaceships:fly" is not a scope of the catalogue; one is like items:read.'],
  ])('%s that is none is told what would be right', (given, message) => {
    expect(messageFor(given)).toBe(message);
  });

  it.each([
    ['a token', createToken('live', randomBytes)],
    ['a scope and a token', `items:${createToken('test', randomBytes)}`],
    ['what may be a password', 'correct-horse-7-battery'],
    ['what may be a passphrase', 'correct horse battery staple'],
    ['a long text', 'a'.repeat(41)],
    ['markup', '<script>'],
    ['a control character', 'items:read\u0000'],
    ['nothing', ''],
  ])('that is %s is not quoted', (_what, given) => {
    expect(messageFor(given)).toBe('Is not a scope of the catalogue; one is like items:read.');
  });

  it.each([[5], [null], [['items:read']], [{}]])('that is no text is told to be one: %j', (given) => {
    expect(messageFor(given)).toBe('Must be a text, as items:read.');
  });
});
