import type { Figure } from '../../figures/figure.js';
import { shown } from '../figure-row.js';
import { type Bar, heightOf, lyingBars } from './bars.js';
import type { Plot } from './plot.js';
import { FAINT, OURS, renderSvg, THEIRS } from './render-svg.js';

const WIDTH_PX = 860;
const FROM_NS = 50;

const BARS: readonly (readonly [key: string, name: string, colour: string])[] = [
  ['garbage_ns', 'wrong checksum', OURS],
  ['sha256_ns', 'one SHA-256 of 40 bytes', FAINT],
  ['authorize_hot_ns', 'check, 256 tokens', OURS],
  ['authorize_cold_ns', 'check, 1 M tokens, random', OURS],
  ['authorize_allowlist_ns', 'check with 5 address ranges', OURS],
  ['authorize_10m_ns', 'check, 10 M tokens, random', OURS],
  ['jwt_hs256_fast_jwt_ns', 'JWT HS256, fast-jwt', THEIRS],
  ['jwt_hs256_jose_ns', 'JWT HS256, jose', THEIRS],
  ['jwt_es256_fast_jwt_ns', 'JWT ES256, fast-jwt', THEIRS],
  ['jwt_es256_jose_ns', 'JWT ES256, jose', THEIRS],
];

/** What one check takes, beside a bare hash and the verification of a signed token. */
export function checkPlot(figures: readonly Figure[]): Plot | undefined {
  const bars: Bar[] = BARS.flatMap(([key, name, colour]) => {
    const found = figures.find((one) => one.key === key);
    return found === undefined ? [] : [{ name, value: found.value, label: timeText(found.value), colour }];
  });
  if (bars.length === 0) return undefined;
  const alt = `Time of one check: ${bars.map(({ name, label }) => `${name} ${label}`).join('; ')}.`;
  const longest = Math.max(...bars.map(({ value }) => value));
  const option = lyingBars(bars, { from: FROM_NS, to: Math.max(longest * 1.1, FROM_NS * 10), name: 'time of one check, logarithmic' });
  return { file: 'check.svg', alt, svg: renderSvg(option, WIDTH_PX, heightOf(bars), alt) };
}

function timeText(ns: number): string {
  return ns < 1_000 ? `${Math.round(ns)} ns` : `${shown(ns / 1_000)} µs`;
}
