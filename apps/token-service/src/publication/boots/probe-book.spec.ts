import { describe, expect, it } from '@jest/globals';
import { encodeProbe, type Probe } from '@portcullis/messages';
import { ManualClock } from '@portcullis/testing';
import { ProbeBook } from './probe-book.js';

const BOOT = 'c'.repeat(32);
const probe: Probe = {
  schema: 1,
  kind: 'replica',
  service: 'inventory-public-api',
  boot: BOOT,
  nonce: 1,
  appliedPosition: 5,
  store: 'sto_1',
  boundMs: 30_000,
  phase: 'serving',
  digest: 'agrees',
  ageMs: 10,
};

const OWN_BOOT = 'e'.repeat(32);
const own = { kind: 'relay', service: 'token-service', boot: OWN_BOOT } as const;

function bookThatHears(...probes: readonly (Partial<Probe> | string)[]): { book: ProbeBook; refused: string[] } {
  const refused: string[] = [];
  const services = new Set(['inventory-public-api']);
  const book = new ProbeBook({ clock: new ManualClock(), ownBoot: OWN_BOOT, services, onRefused: (refusal) => refused.push(refusal) });
  book.take(
    probes.map((one, offset) => ({
      offset,
      key: BOOT,
      value: Buffer.from(typeof one === 'string' ? one : encodeProbe({ ...probe, ...one })),
    })),
  );
  return { book, refused };
}

describe('the book of probes', () => {
  it('keeps the newest nonce and the highest applied position, whatever comes late', () => {
    const { book } = bookThatHears({ nonce: 3, appliedPosition: 9 }, { nonce: 2, appliedPosition: 7 });
    expect(book.heard(BOOT)).toMatchObject({ probe: { nonce: 3 }, appliedPosition: 9 });
  });

  it('does not take a position told of another store for one of this', () => {
    const { book } = bookThatHears({ appliedPosition: 9, store: 'sto_before' }, { nonce: 2, appliedPosition: 3 });
    expect(book.heard(BOOT)).toMatchObject({ appliedPosition: 3 });
  });

  it.each([
    ['a service that is not admitted', { service: 'somebody-else' }, 'unknown_service'],
    ['a bound above what the relay echoes', { boundMs: 30_001 }, 'bound_too_long'],
    ['no JSON', 'x', 'malformed'],
  ] as const)('does not keep a probe of %s, and says so', (_case, change, refusal) => {
    const { book, refused } = bookThatHears(change);
    expect(book.replicas()).toEqual([]);
    expect(refused).toEqual([refusal]);
  });

  it('does not let a boot change its bound, by which receipts were judged', () => {
    const { book, refused } = bookThatHears({ boundMs: 2_000 }, { nonce: 2, boundMs: 30_000 });
    expect(book.heard(BOOT)?.probe).toMatchObject({ nonce: 1, boundMs: 2_000 });
    expect(refused).toEqual(['changed_identity']);
  });

  it('takes what was said before it listened for the past: a goodbye and a position, but no sign of life', () => {
    const { book } = bookThatHears({ appliedPosition: 5 }, { nonce: 2, phase: 'goodbye' }, own);
    expect(book.heard(BOOT)).toMatchObject({ atMs: -Infinity, appliedPosition: 5, probe: { phase: 'goodbye' } });
  });

  it('takes what follows its own first probe for the present', () => {
    const clock = new ManualClock();
    const { book } = bookThatHears(own, {});
    expect(book.heard(BOOT)?.atMs).toBe(clock.monotonicMs());
  });

  it('does not take the relay’s own probe for a replica', () => {
    expect(bookThatHears({ kind: 'relay', service: 'token-service' }).book.replicas()).toEqual([]);
  });
});
