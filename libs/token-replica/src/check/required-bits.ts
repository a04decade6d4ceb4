import type { Scope } from '@portcullis/scopes';
import { toScopeBits } from '@portcullis/token';

/** What routes require, as bits. A route's scopes are one array for the life of the process, so each is worked out once. */
export class RequiredBits {
  private readonly known = new WeakMap<readonly Scope[], number>();
  private lastScopes: readonly Scope[] = [];
  private lastBits = 0;

  of(scopes: readonly Scope[]): number {
    // Requests of one route often follow one another.
    if (scopes === this.lastScopes) return this.lastBits;
    let bits = this.known.get(scopes);
    if (bits === undefined) {
      bits = toScopeBits(scopes);
      this.known.set(scopes, bits);
    }
    this.lastScopes = scopes;
    this.lastBits = bits;
    return bits;
  }
}
