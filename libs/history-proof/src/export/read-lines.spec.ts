import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExportHeader } from './format.js';
import { LineSplitter } from './line-splitter.js';
import { readEnd, readEvent, readHeader } from './read-lines.js';
import { endLine, eventLine, headerLine } from './write-lines.js';

const PROOF = [Buffer.alloc(32, 1).toString('base64')];
const workspace = { leaf: { workspaceId: 'wsp_1', count: 3, lastHash: 'a'.repeat(64) }, index: 0, size: 1, proof: PROOF };
const header: ExportHeader = { scope: { type: 'workspace', id: 'wsp_1' }, storeId: 'sto_1', checkpoint: 'a\n— b\n', workspace, previous: { size: 2, consistency: PROOF, workspace } };
const withoutLineFeed = (line: string | Buffer): Buffer => Buffer.from(line).subarray(0, -1);

describe('a line', () => {
  it('is read as it was written', () => {
    expect(readHeader(withoutLineFeed(headerLine(header)))).toEqual({ outcome: 'read', header });
    expect(readEnd(withoutLineFeed(endLine({ events: 3, lastProof: PROOF })))).toEqual({ events: 3, lastProof: PROOF });
    const text = fc.record({ value: fc.string({ unit: 'grapheme' }), salt: fc.constant('0f'.repeat(16)) });
    const origin = fc.option(fc.record({ address: fc.option(text), userAgent: fc.option(text) }));
    fc.assert(
      fc.property(origin, fc.option(fc.constant(PROOF)), fc.json(), (beside, proof, json) => {
        const event = { origin: beside, proof, bytes: Buffer.from(json) };
        expect(readEvent(withoutLineFeed(eventLine(event)))).toEqual(event);
      }),
    );
  });

  it.each([
    ['', 'not_an_export'],
    ['{}', 'not_an_export'],
    ['[]', 'not_an_export'],
    ['\u001f\u008b', 'not_an_export'],
    [`\ufeff${headerLine(header).trim()}`, 'not_an_export'],
    [headerLine(header).trim().replace('"version":1', '"version":2'), 'version_unknown'],
    [headerLine(header).trim().replace('"version":1', '"version":1,"version":1'), 'not_an_export'],
    [headerLine(header).trim().replace('"type":"workspace"', '"type":"planet"'), 'not_an_export'],
    [headerLine(header).trim().replace('"count":3', '"count":3,"count":4'), 'not_an_export'],
    [`${headerLine(header).trim()} `, 'not_an_export'],
  ])('%j is no header: %s', (line, outcome) => {
    expect(readHeader(Buffer.from(line))).toEqual({ outcome });
  });

  it.each([
    ['{"event":{}}'],
    ['{"origin":null,"proof":null,"event":1'],
    ['{"origin":null,"proof":null,"event":{}}\r'],
    ['{"proof":null,"origin":null,"event":{}}'],
    ['{"origin":null,"origin":null,"proof":null,"event":{}}'],
    ['{"origin":{"address":null,"userAgent":null,"more":1},"proof":null,"event":{}}'],
    ['{"origin":{"address":{"value":"x","salt":"0"},"userAgent":null},"proof":null,"event":{}}'],
    ['{"origin":{"address":null,"event":{}},"proof":null,"event":{}}'],
    [`{"origin":null,"proof":${JSON.stringify(Array.from({ length: 200 }, () => PROOF[0]))},"event":{}}`],
    ['{"origin":null,"proof":["AAAA"],"event":{}}'],
    [`{"origin":${'['.repeat(100_000)}${']'.repeat(100_000)},"proof":null,"event":{}}`],
  ])('%j is no event’s', (line) => {
    expect(readEvent(Buffer.from(line))).toBeUndefined();
  });

  it.each(['{"end":{"events":-1,"lastProof":null}}', '{"end":{"events":1}}', '{"end":null}', '{"end":{"events":1,"lastProof":null}}\r', '{"end":{"events":1,"lastProof":null},"more":1}', '{"end":{"events":1e3,"lastProof":null}}'])('%s is no last line', (line) => {
    expect(readEnd(Buffer.from(line))).toBeUndefined();
  });
});

describe('the splitting into lines', () => {
  it('gives the same lines, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 9 }).filter((line) => !line.includes('\n'))), fc.string({ maxLength: 5 }).filter((line) => !line.includes('\n')), fc.integer({ min: 1, max: 7 }), (lines, rest, pieceBytes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join('') + rest);
        const splitter = new LineSplitter(1_000);
        const seen: string[] = [];
        for (let at = 0; at < bytes.length; at += pieceBytes) for (const ended of splitter.take(bytes.subarray(at, at + pieceBytes))) seen.push(...String(ended).split('\n').slice(0, -1));
        expect(seen).toEqual(lines);
        expect(splitter.restBytes).toBe(Buffer.byteLength(rest));
      }),
    );
  });

  it('holds no more of a line than is allowed', () => {
    const splitter = new LineSplitter(10);
    expect([...splitter.take(Buffer.from('0123456789'))]).toEqual([]);
    expect([...splitter.take(Buffer.from('0'))]).toEqual(['too_long']);
  });
});
