import { z } from 'zod';
import { TOKEN_KINDS } from './kinds.js';
import { instant } from './instant.js';
import { tokenName } from './descriptive.js';
import { line } from './plain-text.js';
import { scope } from './scope.js';

const MAX_CREATOR_CHARACTERS = 254;
const IPV4_BITS = 32;
const IPV6_BITS = 128;

/** What tokens are named by where many are meant: in a list, its counts, and a bulk revocation. All that are given have to hold. */
export const criteria = {
  creator: line(1, MAX_CREATOR_CHARACTERS).optional().meta({ description: 'Email or id of the user who issued it.' }),
  scope: scope.optional().meta({ description: 'It has this scope, perhaps among others.' }),
  unusedSince: instant.optional().meta({ description: 'Its last use, or its issue where it was never used, lies before this time.' }),
};

/** Further ones for those that only look. */
export const lookingCriteria = {
  ...criteria,
  prefix: z
    .string()
    .regex(/^[0-9A-Za-z_]{1,12}$/, 'Must be 1 to 12 first characters of a token, no more.')
    .optional()
    .meta({ description: 'First characters of a secret that it has.' }),
  kind: z.enum(TOKEN_KINDS).optional(),
  name: tokenName.optional().meta({ description: 'Part of its name, in any case.' }),
  expiringBefore: instant.optional().meta({ description: 'It ends before this time, or has ended.' }),
  widerThanIpv4: prefixLength(IPV4_BITS).meta({ description: 'It may be used from any address, or from an IPv4 block of more addresses than one of this prefix length.' }),
  widerThanIpv6: prefixLength(IPV6_BITS).meta({ description: 'The same of IPv6; where both are given, one that exceeds either.' }),
};

/** Whatever is undefined narrows nothing. */
export type TokenCriteria = z.output<z.ZodObject<typeof lookingCriteria>>;

function prefixLength(bits: number) {
  const message = `Must be a prefix length, 0 to ${bits}.`;
  return z
    .string({ error: message })
    .regex(/^(?:0|[1-9][0-9]{0,2})$/, { error: message, abort: true })
    .transform(Number)
    .refine((length) => length <= bits, { error: message })
    .optional()
    .meta({ override: { type: 'integer', minimum: 0, maximum: bits } });
}
