import { describe, expect, it } from '@jest/globals';
import { textsIn } from '../messages/texts.js';
import { instantBefore, instantOf, metadataOf, secondsIn } from './values.js';

describe('a length of time', () => {
  it.each([['0s', 0], ['90s', 90], ['30m', 1_800], ['12h', 43_200], ['7d', 604_800], ['2w', 1_209_600]])('%s is %d seconds', (text, seconds) => {
    expect(secondsIn(text)).toBe(seconds);
  });

  it.each(['', '7', 'd', '1.5h', '-1h', '1y', '1d ', '9999999999d'])('is not %j', (text) => {
    expect(secondsIn(text)).toBeUndefined();
  });
});

describe('a time', () => {
  it('counts from now where it is a length of time, and is otherwise the service’s to read', () => {
    expect(instantOf('1d', 0)).toBe('1970-01-02T00:00:00.000Z');
    for (const text of ['2027-01-31T00:00:00Z', 'soon', '999999999w']) expect(instantOf(text, 0)).toBe(text);
  });
});

describe('a time that is past', () => {
  it('counts back from now, at most to 1970', () => {
    expect(instantBefore('--unused-since', '1d', 86_400_000, textsIn('en'))).toBe('1970-01-01T00:00:00.000Z');
    for (const text of ['2027-01-31T00:00:00Z', 'soon']) expect(instantBefore('--unused-since', text, 0, textsIn('en'))).toBe(text);
    for (const text of ['1s', '999999999w']) expect(() => instantBefore('--unused-since', text, 0, textsIn('en'))).toThrow('--unused-since reaches back further than 1970');
  });
});

describe('metadata', () => {
  it('has no key twice, of which one would be lost', () => {
    expect(() => metadataOf(['a=1', 'b=1', 'a=2'], textsIn('en'))).toThrow('--metadata has a twice.');
  });

  it('is split at the first equals sign', () => {
    expect(metadataOf(['a=b=c', 'd='], textsIn('en'))).toEqual({ a: 'b=c', d: '' });
    for (const pair of ['a', '=b']) expect(() => metadataOf([pair], textsIn('en'))).toThrow('key=value');
  });
});
