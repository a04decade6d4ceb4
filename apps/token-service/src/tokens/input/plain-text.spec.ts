import { describe, expect, it } from '@jest/globals';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { line, paragraphs } from './plain-text.js';

const accepts = (schema: ReturnType<typeof line>, text: string) => schema.safeParse(text).success;

describe('a line of text', () => {
  it('loses the space around it and keeps everything else', () => {
    expect(line(1, 100).parse('  Kasir – Toko №1 👩‍💻  ')).toBe('Kasir – Toko №1 👩‍💻');
  });

  it('is counted in characters, not in halves of them', () => {
    expect(accepts(line(1, 3), '👍👍👍')).toBe(true);
    expect(accepts(line(1, 3), '👍👍👍👍')).toBe(false);
  });

  it('may not be blank where something must be said', () => {
    expect(accepts(line(1, 100), ' \t ')).toBe(false);
  });

  it.each(['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\nb', 'a\u2028b', 'a\u202eb', 'a\ud800b'])(
    'holds no character that controls or deceives: %j',
    (text) => {
      expect(accepts(line(1, 100), text)).toBe(false);
    },
  );
});

describe('any text', () => {
  it('is refused where a token was pasted into it', () => {
    const token = createToken('live', randomBytes);
    expect(accepts(line(1, 100), `key: ${token}.`)).toBe(false);
    expect(accepts(paragraphs(100), `key:\n${token}`)).toBe(false);
    expect(accepts(line(1, 100), `key: ${token.slice(0, 12)}…`)).toBe(true);
  });
});

describe('paragraphs', () => {
  it('may have lines, ended by a line feed', () => {
    expect(paragraphs(100).parse('one\r\ntwo\n\tthree')).toBe('one\ntwo\n\tthree');
  });

  it.each(['a\u0000b', 'a\rb', 'a\u2029b', 'a\u2066b'])('hold no other control character: %j', (text) => {
    expect(accepts(paragraphs(100), text)).toBe(false);
  });
});
