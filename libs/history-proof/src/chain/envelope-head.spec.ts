import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEnvelopeHead } from './envelope-head.js';
import { isOneObject } from './plain-json.js';

const envelope = {
  position: 7, time: '2026-11-23T00:00:00.007Z', workspaceSequence: 2, previousHash: 'a'.repeat(64), stream: 'token/tok_a', version: 1, type: 'TokenIssued', schemaVersion: 1,
  workspaceId: 'wsp_1', actor: { type: 'user', id: 'usr_“1”' }, requestId: 'req_"1', salt: '0'.repeat(32), addressHash: null, userAgentHash: 'b'.repeat(64), data: { name: 'x' },
};
const text = JSON.stringify(envelope);
const read = (json: string) => readEnvelopeHead(Buffer.from(json));

describe('an envelope', () => {
  it('says what its members say', () => {
    const { position, time, workspaceSequence, previousHash, stream, version, type, workspaceId, addressHash, userAgentHash } = envelope;
    expect(read(text)).toEqual({ position, time, workspaceSequence, previousHash, stream, version, type, workspaceId, addressHash, userAgentHash });
    expect(read(JSON.stringify({ ...envelope, previousHash: null }))?.previousHash).toBeNull();
  });

  it.each(Object.keys(envelope) as (keyof typeof envelope)[])('is none without %s, or with another member in its place', (member) => {
    expect(read(JSON.stringify({ ...envelope, [member]: undefined }))).toBeUndefined();
    expect(read(text.replace(`"${member}":`, `"other":`))).toBeUndefined();
    expect(read(text.replace(`"${member}":`, `"${member}":1,"${member}":`))).toBeUndefined();
  });

  it.each([
    ['a member behind its data', text.replace(/\}$/, ',"position":8}')],
    ['a member twice in its data', text.replace('{"name":"x"}', '{"name":"x","name":"y"}')],
    ['the same member twice, written in two ways', text.replace('{"name":"x"}', String.raw`{"name":"x","n\u0061me":"y"}`)],
    ['white space', text.replace('":', '": ')],
    ['a carriage return behind it', `${text}\r`],
    ['a position that is no number', text.replace('"position":7', '"position":"7"')],
    ['a position with a zero in front', text.replace('"position":7', '"position":07')],
    ['a position beyond what every reader can tell apart', text.replace('"position":7', '"position":9007199254740993')],
    ['data that is no object', text.replace('{"name":"x"}', '[]')],
    ['a second object behind it', `${text}{}`],
    ['data nested deeper than this process can follow', text.replace('"x"', '['.repeat(400_000) + ']'.repeat(400_000))],
    ['a number that is written in more ways than one', text.replace('"x"', '1.0')],
    ['nothing', ''],
  ])('is none with %s', (_what, json) => {
    expect(read(json)).toBeUndefined();
  });
});

describe('the reading of an object', () => {
  it('takes every object that JSON.stringify writes', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => isOneObject(Buffer.from(JSON.stringify(value)))), { numRuns: 1_000 });
  });

  it('takes nothing that JSON.parse does not, and nothing that two readers could read in two ways', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '"é"', '1', '-1', '0', '01', '-0', '1.5', 'true', 'null', 'nul', ' ', '\\', '"');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const json = `{${parts.join('')}}`;
        if (isOneObject(Buffer.from(json))) expect(JSON.stringify(JSON.parse(json))).toBe(json);
      }),
      { numRuns: 20_000 },
    );
  });
});
