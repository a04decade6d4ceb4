import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EnvelopeHead, readEnvelopeHead } from '../chain/envelope-head.js';
import type { ExportedEvent } from '../export/format.js';
import { readEvent } from '../export/read-lines.js';
import { FROM, smallHistory, TOKEN, WORKSPACE, WrittenHistory } from './written-history.spec-kit.js';
import { UsualEvents } from './usual-events.js';

const origins = [{ ...FROM, userAgent: { value: 'curl/8', salt: 'b1'.repeat(16) } }, { ...FROM, userAgent: null }, null];
const history = new WrittenHistory();
for (const origin of [...origins, ...origins]) history.add({ workspaceId: 'wsp_1', stream: 'token/tok_a', origin });
const lines = (await history.lines(WORKSPACE)).slice(1, -1);

/** What is read of a line by itself, in the way that is held to be right. */
function slowly(line: Buffer): { readonly event: ExportedEvent; readonly head: EnvelopeHead } | undefined {
  const event = readEvent(line.subarray(0, -1));
  const head = event && readEnvelopeHead(event.bytes);
  return event && head && { event, head };
}

/** Fails where a line is read in another way than that; what is not read at all is left to that way. */
function expectAgreement(text: Buffer): boolean {
  if (!isUtf8(text) || text.indexOf('\n') !== text.length - 1) return false;
  const read = new UsualEvents(text).at(0);
  if (!read) return false;
  expect(read.end).toBe(text.length);
  expect({ event: read.event, head: read.head }).toEqual(slowly(text));
  // Two readers of JSON: what is told of the event is what any of them is told.
  const { event } = JSON.parse(text.toString()) as { event: Record<string, unknown> };
  expect(event).toMatchObject({ ...read.head });
  expect(JSON.stringify(event)).toBe(read.event.bytes.toString());
  return true;
}

describe('the reading of many lines at once', () => {
  it('reads the lines that a store writes, each as by itself', () => {
    const reading = new UsualEvents(Buffer.concat(lines));
    let place = 0;
    for (const line of lines) {
      const read = reading.at(place);
      expect({ event: read?.event, head: read?.head }).toEqual(slowly(line));
      place = read?.end ?? -1;
    }
    expect(place).toBe(Buffer.concat(lines).length);
  });

  it('reads each line as by itself wherever a piece of text ends in it', () => {
    const [one = Buffer.of(), two = Buffer.of()] = lines;
    for (let longer = 0; longer < 40_000; longer += 397) {
      const long = Buffer.from(one.toString().replace('"text":"of it"', `"text":"${'x'.repeat(longer)}"`));
      const reading = new UsualEvents(Buffer.concat([long, two]));
      const first = reading.at(0) ?? slowly(long);
      expect(first?.head).toEqual(slowly(long)?.head);
      expect(reading.at(long.length)).toMatchObject({ head: slowly(two)?.head ?? {}, end: long.length + two.length });
    }
  });

  it('reads a line with any byte altered, left out or put in as by itself, or not at all', () => {
    let read = 0;
    const bytes = fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[],:\n 0aAfFgéun')), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.nat({ max: lines.length - 1 }), fc.nat(), fc.nat({ max: 2 }), fc.array(bytes, { maxLength: 3 }), (index, place, left, put) => {
        const line = lines[index] ?? Buffer.of();
        const at = place % line.length;
        if (expectAgreement(Buffer.concat([line.subarray(0, at), Buffer.from(put), line.subarray(at + left)]))) read += 1;
      }),
      { numRuns: 5_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('reads every pair of pieces of JSON put in anywhere as by itself, or not at all', () => {
    const piece = fc.constantFrom('"position":3,', '"data":{},', ',"event":', '{}', 'null', '"x":1,', String.raw`\"`, String.raw`\u0061`, '"name":1,"name":2,', '\r', '\u2028', '[[[]]]', '01', '1e3', '-0', '1234567890123456', 'F'.repeat(64));
    fc.assert(
      fc.property(fc.nat({ max: lines.length - 1 }), fc.nat(), piece, fc.nat(), piece, (index, first, one, second, two) => {
        const text = lines[index]?.toString() ?? '';
        const at = first % text.length;
        const once = text.slice(0, at) + one + text.slice(at);
        const then = second % once.length;
        expectAgreement(Buffer.from(once));
        expectAgreement(Buffer.from(once.slice(0, then) + two + once.slice(then)));
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['a salt in capitals', (text: string) => text.replace('a0a0', 'A0A0')],
    ['a hash in capitals', (text: string) => text.replace(/("addressHash":")(\w{64})/, (_, name: string, hash: string) => name + hash.toUpperCase())],
    ['a salt of the envelope with a letter of none', (text: string) => text.replace(/"salt":"\w(\w{31})","addressHash"/, '"salt":"g$1","addressHash"')],
    ['an earlier hash with a letter of none', (text: string) => text.replace(/"previousHash":"\w/, '"previousHash":"x')],
    ['an escape', (text: string) => text.replace('"id":"usr_1"', String.raw`"id":"usr_\u0031"`)],
    ['a member twice', (text: string) => text.replace('"count":3', '"count":3,"count":3')],
    ['a name beyond its length', (text: string) => text.replace('"type":"TokenUpdated"', `"type":"${'T'.repeat(257)}"`)],
    ['a head beyond its length', (text: string) => text.replace('"usr_1"', `"${'u'.repeat(4_096)}"`)],
    ['white space before its end', (text: string) => text.replace('}}\n', '} }\n')],
    ['a carriage return', (text: string) => text.replace('\n', '\r\n')],
  ])('does not read %s', (_what, change) => {
    const text = lines[3]?.toString() ?? '';
    expect(change(text)).not.toBe(text);
    expect(new UsualEvents(Buffer.from(change(text))).at(0)).toBeUndefined();
  });

  it('leaves a line with a proof to the other way', async () => {
    const [, line = Buffer.of()] = await smallHistory().lines(TOKEN);
    expect(new UsualEvents(line).at(0)).toBeUndefined();
    expect(slowly(line)).toBeDefined();
  });
});
