import { readFileSync } from 'node:fs';
import type { Outcome } from './tally.js';

/** What we read of the file that `jest --json --outputFile` writes. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Spec files that could not be loaded: they have no tests to count, and each is a failure. */
  readonly numRuntimeErrorTestSuites: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Undefined where Jest wrote no report that can be read: it was ended, or crashed. */
export function readJestReport(file: string): Outcome | undefined {
  try {
    return outcomeOf(JSON.parse(readFileSync(file, 'utf8')) as JestReport);
  } catch {
    return undefined;
  }
}

function outcomeOf(report: JestReport): Outcome {
  const counted = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    // Whatever else Jest holds to be no success (an error outside of any test) is one failure.
    failed: counted === 0 && !report.success ? 1 : counted,
    skipped: report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  };
}
