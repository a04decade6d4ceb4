import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJestReport } from './jest-report.js';
import { exitCode, lastLine, tally } from './tally.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-report-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function report(content: object): string {
  const file = join(folder, 'report.json');
  const empty = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, success: true, testResults: [] };
  writeFileSync(file, JSON.stringify({ ...empty, ...content }));
  return file;
}

describe('the numbers of a test run', () => {
  it('are always three, on one line', () => {
    const total = tally([{ passed: 2, failed: 0, skipped: ['a'] }, { passed: 3, failed: 0, skipped: [] }]);
    expect(lastLine(total)).toBe('5 passed, 0 failed, 1 skipped');
    expect(lastLine(tally([]))).toBe('0 passed, 0 failed, 0 skipped');
  });

  it.each([
    ['a failure', { passed: 9, failed: 1, skipped: 0 }, 1],
    ['no test at all', { passed: 0, failed: 0, skipped: 3 }, 1],
    ['success', { passed: 1, failed: 0, skipped: 3 }, 0],
  ])('decide the exit code: %s', (_, total, code) => {
    expect(exitCode(total)).toBe(code);
  });

  it('count what Jest skipped, by name', () => {
    const assertionResults = [{ status: 'passed', fullName: 'a' }, { status: 'pending', fullName: 'b' }, { status: 'todo', fullName: 'c' }];
    expect(readJestReport(report({ numPassedTests: 1, testResults: [{ assertionResults }] }))).toEqual({ passed: 1, failed: 0, skipped: ['b', 'c'] });
  });

  it('count a spec file that cannot be loaded as a failure', () => {
    expect(readJestReport(report({ numPassedTests: 4, numRuntimeErrorTestSuites: 2, success: false }))).toEqual({ passed: 4, failed: 2, skipped: [] });
  });

  it('count an error outside of any test as a failure', () => {
    expect(readJestReport(report({ numPassedTests: 4, success: false }))).toEqual({ passed: 4, failed: 1, skipped: [] });
  });

  it('do not exist where Jest crashed', () => {
    writeFileSync(join(folder, 'half.json'), '{"numPassed');
    expect(readJestReport(join(folder, 'half.json'))).toBeUndefined();
    expect(readJestReport(join(folder, 'none.json'))).toBeUndefined();
  });
});
