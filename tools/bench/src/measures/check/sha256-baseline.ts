import { hash } from 'node:crypto';
import { median } from '../../harness/statistics.js';
import { laidOut, nsPerCall } from './timed-calls.js';

const BYTES = 40;
const TRIALS = 7;

type HashCall = (input: string) => number;

/** Every form in which crypto.hash gives its digest. */
const ENCODINGS: Readonly<Record<string, HashCall>> = {
  hex: (input) => hash('sha256', input, 'hex').length,
  base64: (input) => hash('sha256', input, 'base64').length,
  base64url: (input) => hash('sha256', input, 'base64url').length,
  latin1: (input) => hash('sha256', input, 'binary').length,
  buffer: (input) => hash('sha256', input, 'buffer').length,
};

/** What every check is measured by: one SHA-256 in the output encoding that is the fastest here and now. */
export interface Sha256Baseline {
  readonly encoding: string;
  readonly call: HashCall;
}

export function fastestSha256(inputs: readonly string[]): Sha256Baseline {
  const timed = Object.entries(ENCODINGS).map(([encoding, call]) => {
    const trials = Array.from({ length: TRIALS }, () => nsPerCall(inputs, call));
    return { encoding, call, ns: median(trials.slice(2)) };
  });
  return timed.reduce((best, next) => (next.ns < best.ns ? next : best));
}

/** Different ASCII texts of 40 bytes. */
export function variedTexts(count: number, random: () => number): string[] {
  const character = (): string => String.fromCharCode(0x21 + Math.floor(random() * 94));
  return laidOut(Array.from({ length: count }, () => Array.from({ length: BYTES }, character).join('')));
}
