import type { OutgoingRecord } from '../log.js';

/** Records that tell their place: `value 7` is the eighth. */
export function numbered(first: number, count: number): (OutgoingRecord & { value: string })[] {
  return Array.from({ length: count }, (_, index) => ({ key: `key ${first + index}`, value: `value ${first + index}` }));
}

export function valuesOf(records: readonly { value: string }[]): string[] {
  return records.map(({ value }) => value);
}
