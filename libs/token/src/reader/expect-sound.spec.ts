import { describe, expect, it } from '@jest/globals';
import { expectSound } from './expect-sound.js';
import { TokenReader } from './token-reader.js';

class Reader extends TokenReader {
  constructor(private readonly damage: (digest: Uint32Array) => void) {
    super();
  }

  override hash(): void {
    super.hash();
    this.damage(this.digest);
  }
}

describe('the comparison with node:crypto at start', () => {
  it('is passed by the reader that is shipped', () => {
    expect(() => {
      expectSound(new TokenReader());
    }).not.toThrow();
  });

  it.each(Array.from({ length: 8 }, (_, word) => word))('stops a process whose hash differs by one bit in word %i', (word) => {
    const faulty = new Reader((digest) => {
      digest[word] = (digest[word] ?? 0) ^ 0x0100;
    });
    expect(() => {
      expectSound(faulty);
    }).toThrow('not hashed');
  });

  it('stops a process that takes anything for a token, or nothing', () => {
    const inner = new TokenReader();
    const answering = (read: TokenReader['read']) => ({
      digest: inner.digest,
      read,
      hash: () => {
        inner.hash();
      },
    });
    expect(() => {
      expectSound(answering(() => ({ environment: 'live' })));
    }).toThrow('not read');
    expect(() => {
      expectSound(answering(() => undefined));
    }).toThrow('not read');
  });
});
