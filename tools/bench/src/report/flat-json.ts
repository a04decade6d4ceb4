import type { Figure } from '../figures/figure.js';

const DIGITS = 4;

/**
 * One flat object of numbers.
 *
 * @throws where a key is there twice, or a value is no finite number: JSON would make it null.
 */
export function flatJson(figures: readonly Figure[]): string {
  const flat: Record<string, number> = {};
  for (const { key, value } of figures) {
    if (key in flat) throw new Error(`${key} was measured twice`);
    if (!Number.isFinite(value)) throw new Error(`${key} is ${value}`);
    flat[key] = Number(value.toPrecision(DIGITS));
  }
  return JSON.stringify(flat, null, 2);
}
