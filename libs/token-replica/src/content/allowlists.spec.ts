import { describe, expect, it } from '@jest/globals';
import { Allowlists } from './allowlists.js';

describe('the allowlists of a replica', () => {
  it('are one for all tokens that have the same, and gone with the last of them', () => {
    const allowlists = new Allowlists();
    const office = allowlists.hold(['10.0.0.0/8']);
    expect(allowlists.hold(['10.0.0.0/8'])).toBe(office);
    const other = allowlists.hold(['192.0.2.1']);
    expect([allowlists.at(office)?.allows('10.1.2.3'), allowlists.at(other)?.allows('10.1.2.3')]).toEqual([true, false]);
    allowlists.release(office);
    expect(allowlists.at(office)?.allows('10.1.2.3')).toBe(true);
    allowlists.release(office);
    expect(allowlists.at(office)).toBeNull();
    const next = allowlists.hold(['10.0.0.0/16']);
    expect(allowlists.at(next)?.allows('10.1.2.3')).toBe(false);
    expect(allowlists.at(other)?.allows('192.0.2.1')).toBe(true);
  });

  it('are never taken for another, whatever an entry holds', () => {
    const allowlists = new Allowlists();
    const garbage = allowlists.hold(['garbage\n0.0.0.0/0']);
    expect(allowlists.hold(['garbage', '0.0.0.0/0'])).not.toBe(garbage);
    expect(allowlists.at(garbage)?.allows('8.8.8.8')).toBe(false);
  });

  it('allow nobody while the list of a row from a copy is still to come', () => {
    const long = Array.from({ length: 100 }, (_, at) => `10.0.${at}.0/24`);
    const before = new Allowlists();
    const { text, long: named } = before.saved(before.hold(long)) ?? {};
    if (text === undefined || named === undefined) throw new Error('it is not a long one');
    const after = new Allowlists();
    const held = after.holdLong(named);
    expect(after.at(held)?.allows('10.0.1.1')).toBe(false);
    after.restoreLong(named.number, text);
    expect(after.at(held)?.allows('10.0.1.1')).toBe(true);
    expect(after.restored(1)).toBeUndefined();
    expect(after.hold(long)).toBe(held);
  });

  it('are none where any address is allowed', () => {
    const allowlists = new Allowlists();
    expect(allowlists.hold([])).toBe(0);
    allowlists.release(0);
    expect(allowlists.at(0)).toBeNull();
  });
});
