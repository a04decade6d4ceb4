import { type Scope, scopeBit } from '@portcullis/scopes';

/** A set of scopes as one number, 0 to 4 294 967 295: bit n is the catalogue's scope n. */
export function toScopeBits(scopes: Iterable<Scope>): number {
  let bits = 0;
  for (const scope of scopes) bits |= 1 << scopeBit(scope);
  return bits >>> 0;
}
