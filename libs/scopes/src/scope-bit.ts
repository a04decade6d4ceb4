import { catalogue, type Scope } from './catalogue.js';

const bits = new Map<string, number>(catalogue.map(({ scope }, bit) => [scope, bit]));

/** Whether the text is a scope of the catalogue, letter for letter. */
export function isScope(text: string): text is Scope {
  return bits.has(text);
}

/** A scope's stable index in the catalogue, 0 to 31. */
export function scopeBit(scope: Scope): number {
  const bit = bits.get(scope);
  if (bit === undefined) throw new RangeError(`not in the catalogue: ${JSON.stringify(scope)}`);
  return bit;
}
