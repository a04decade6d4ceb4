import { type Family, parseAddress } from './address.js';
import { Ipv4Ranges } from './ipv4-ranges.js';
import { Ipv6Ranges } from './ipv6-ranges.js';
import { type AddressRange, parseRange } from './range.js';

/** The addresses a token may be used from. */
export interface Allowlist {
  /** True: there is no list, and every address is allowed. */
  readonly any: boolean;
  /**
   * `address` in any form a socket gives; what is not an address is allowed by no list. About a tenth of a microsecond
   * for IPv4, logarithmic in the number of ranges; allocates nothing and reads no entry again.
   */
  allows(address: string): boolean;
}

const anyAddress: Allowlist = { any: true, allows: () => true };

/**
 * Prepares entries in their normal form (see parseAllowlistEntry) for matching; no entries mean any address.
 * An entry that cannot be read matches nothing: a list from a newer writer closes a little rather than opens.
 * IPv4 addresses match IPv4 ranges only: `::/0` does not take them in.
 */
export function compileAllowlist(entries: readonly string[]): Allowlist {
  if (entries.length === 0) return anyAddress;
  const ranges = entries.map(parseRange).filter((range): range is AddressRange => range !== undefined);
  return new CompiledAllowlist(
    new Ipv4Ranges(ranges.filter(({ family }) => family === 4)),
    new Ipv6Ranges(ranges.filter(({ family }) => family === 6)),
  );
}

/** The address that was asked for last, read once: a client's requests often follow one another. */
const words = new Uint32Array(4);
let lastText = '';
let lastFamily: Family = 0;

function familyOf(address: string): Family {
  if (address !== lastText) {
    // Remembered only once it is read: what cannot be read at all must not pass for the one before when it comes again.
    const family = parseAddress(address, words);
    lastText = address;
    lastFamily = family;
  }
  return lastFamily;
}

class CompiledAllowlist implements Allowlist {
  readonly any = false;

  constructor(
    private readonly ipv4: Ipv4Ranges,
    private readonly ipv6: Ipv6Ranges,
  ) {}

  allows(address: string): boolean {
    const family = familyOf(address);
    if (family === 4) return this.ipv4.contains(words[3] ?? 0);
    return family === 6 && this.ipv6.contains(words);
  }
}
