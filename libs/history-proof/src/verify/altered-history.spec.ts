import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { found, smallHistory, TOKEN, verifyLines, WHOLE_STORE, WORKSPACE } from './written-history.spec-kit.js';

const history = smallHistory();
const key = history.signer.vkey;
const exports = await Promise.all([WORKSPACE, TOKEN, WHOLE_STORE].map(async (scope) => ({ scope: scope.type, lines: await history.lines(scope) })));

const refused = async (lines: readonly Buffer[]): Promise<boolean> => (await found(verifyLines(lines, { key }))) !== 'holds';

describe.each(exports)('an export of a $scope', ({ lines }) => {
  const whole = Buffer.concat(lines);
  const place = fc.nat({ max: lines.length - 1 });

  it('does not hold with any byte altered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const altered = Buffer.from(whole);
        altered[at] = (altered[at] ?? 0) ^ difference;
        return refused([altered]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not hold with bytes left out or put in anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 3 }), fc.uint8Array({ maxLength: 3 }), async (at, left, put) => {
        const changed = Buffer.concat([whole.subarray(0, at), put, whole.subarray(at + left)]);
        return changed.equals(whole) || refused([changed]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not hold cut at any byte of its first lines and its last', async () => {
    const middle = (lines[0]?.length ?? 0) + (lines[1]?.length ?? 0);
    const places = Array.from({ length: whole.length }, (_, at) => at).filter((at) => at <= middle || at % 13 === 0 || at > whole.length - 1_000);
    for (const at of places) if (!(await refused([whole.subarray(0, at)]))) throw new Error(`it holds cut at ${at}`);
  }, 60_000);

  it('does not hold with a line left out, doubled, or put elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, fc.constantFrom('remove', 'double', 'move'), async (from, to, change) => {
        const line = lines[from] ?? Buffer.of();
        const rest = lines.filter((_, at) => at !== from);
        const base = change === 'double' ? lines : rest;
        const changed = change === 'remove' ? rest : [...base.slice(0, to), line, ...base.slice(to)];
        return Buffer.concat(changed).equals(whole) || refused(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('names the event where two are swapped', async () => {
    for (let at = 1; at < lines.length - 2; at += 1) {
      const swapped = [...lines.slice(0, at), lines[at + 1], lines[at], ...lines.slice(at + 2)].filter((line) => line !== undefined);
      expect(await verifyLines(swapped, { key })).toMatchObject({ verdict: 'does_not_hold', line: expect.any(Number), event: expect.anything() });
    }
  });
});
