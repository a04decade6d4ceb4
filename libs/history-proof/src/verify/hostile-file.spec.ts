import { describe, expect, it } from '@jest/globals';
import { found, smallHistory, verifyLines, WORKSPACE } from './written-history.spec-kit.js';

const history = smallHistory();
const key = history.signer.vkey;
const lines = await history.lines(WORKSPACE);
const text = (at: number): string => lines.at(at)?.toString() ?? '';
const instead = (at: number, line: string | Buffer): readonly Buffer[] => lines.with(at, Buffer.from(line));

describe('a file that was made to mislead', () => {
  it.each<readonly [string, readonly Buffer[], string]>([
    ['a line without an end', [...lines.slice(0, 2), Buffer.alloc(3_000_000, 'x')], 'line_too_long'],
    ['a line that is longer than one may be', instead(2, text(2).replace('of it', 'x'.repeat(1_048_576))), 'line_too_long'],
    ['a text whose escape no reader of JSON takes', instead(2, text(2).replace('"usr_1"', String.raw`"usr_\q"`)), 'envelope_malformed'],
    ['a text written in another way', instead(2, text(2).replace('"usr_1"', String.raw`"usr_\u0031"`)), 'envelope_malformed'],
    ['a UTF-8 sequence that a line feed breaks off', instead(2, Buffer.concat([lines[2]?.subarray(0, -1) ?? Buffer.of(), Buffer.from([0xc3, 0x0a])])), 'not_utf8'],
    ['bytes that are no UTF-8', instead(2, Buffer.from(text(2).replace('of it', 'of \u00ff'), 'latin1')), 'not_utf8'],
    ['lines that end in CR LF', lines.map((line) => Buffer.from(line.toString().replace('\n', '\r\n'))), 'not_an_export'],
    ['an event’s line that ends in CR LF', instead(3, text(3).replace('\n', '\r\n')), 'line_malformed'],
    ['an empty line', [...lines.slice(0, 3), Buffer.from('\n'), ...lines.slice(3)], 'line_malformed'],
    ['no last line', lines.slice(0, -1), 'cut'],
    ['nothing but its header', lines.slice(0, 1), 'cut'],
    ['nothing', [], 'not_an_export'],
    ['a last line that tells another number', instead(-1, text(-1).replace('"events":8', '"events":9')), 'events_differ'],
    ['something behind its last line', [...lines, Buffer.from('{}\n')], 'after_end'],
    ['a space behind its last line', [...lines, Buffer.from(' ')], 'after_end'],
    ['its last line twice', [...lines, Buffer.from(text(-1))], 'after_end'],
    ['no proof of its last event', instead(-1, '{"end":{"events":8,"lastProof":null}}\n'), 'last_not_in_checkpoint'],
    ['a member twice in an envelope', instead(2, text(2).replace('"event":{"position":3', '"event":{"position":3,"position":3')), 'envelope_malformed'],
    ['a member twice beside one', instead(2, text(2).replace('"proof":null', '"proof":null,"proof":null')), 'line_malformed'],
    ['depth without end', instead(2, text(2).replace('"text":"of it"', `"text":${'['.repeat(200_000)}${']'.repeat(200_000)}`)), 'envelope_malformed'],
    ['a note with a text behind its signatures', instead(0, text(0).replace(String.raw`\n","workspace"`, String.raw`\n\nmore\n","workspace"`)), 'checkpoint_refused'],
    ['compression', [Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x0a])], 'not_utf8'],
  ])('is refused: %s', async (_what, changed, code) => {
    expect(await found(verifyLines(changed, { key }))).toBe(code);
  });

  it('may have further signatures on its checkpoint, as a note may', async () => {
    const other = smallHistory();
    const signature = other.note().split('\n\n')[1] ?? '';
    const more = instead(0, text(0).replace(String.raw`\n","workspace"`, `${JSON.stringify(`\n${signature.replace('portcullis', 'witness')}`).slice(1, -1)}","workspace"`));
    expect(await found(verifyLines(more, { key }))).toBe('holds');
  });
});
