import { parseAllowlistEntry, type ParsedEntry, splitAllowlistText } from '@portcullis/ip-allowlist';
import { maskTokens } from '@portcullis/service-kit';
import { z } from 'zod';

const MAX_ENTRIES = 1_000;
const MAX_ENTRY_CHARACTERS = 100;
/** A list that is wrong throughout is told so by its first entries: an answer need not be as long as the question. */
const MAX_REPORTED = 20;

const parsed = (given: unknown, context: z.RefinementCtx): readonly string[] => {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) return normalize(given, context, (index) => [index]);
  // A pointer cannot reach into a text; the message says which entry it means.
  if (typeof given === 'string') return normalize(splitAllowlistText(given), context, () => []);
  context.addIssue('Must be an array of addresses and ranges, or text with one in each line.');
  return z.NEVER;
};

const asSent = {
  examples: [['203.0.113.7', '2001:db8::/32']],
  override: {
    anyOf: [
      { type: 'array' as const, maxItems: MAX_ENTRIES, items: { type: 'string' as const, maxLength: MAX_ENTRY_CHARACTERS } },
      { type: 'string' as const },
      { type: 'null' as const },
    ],
  },
};

/**
 * From where a token may be used: addresses and CIDR ranges as an array, or as text by lines or commas. In the
 * allowlist's normal form, each entry once; nothing, null and an empty list mean any address.
 */
export const allowedIps = z
  .unknown()
  .optional()
  .transform(parsed)
  .meta({ description: 'From where it may be used: addresses and CIDR ranges, also as text by lines or commas. None, null or absent: from anywhere.', ...asSent });

/** The same where a token is changed: absent, it stays as it is. */
export const changedAllowedIps = z
  .unknown()
  .optional()
  .transform((given, context) => (given === undefined ? undefined : parsed(given, context)))
  .meta({ description: 'From where it may be used, as when it was issued. None or null: from anywhere; absent: as before.', ...asSent });

function normalize(entries: readonly unknown[], context: z.RefinementCtx, pathOf: (index: number) => number[]): readonly string[] {
  if (entries.length > MAX_ENTRIES) {
    context.addIssue(`Must have at most ${MAX_ENTRIES} entries.`);
    return z.NEVER;
  }
  const normal = new Set<string>();
  let wrong = 0;
  for (const [index, entry] of entries.entries()) {
    const parsed = parseEntry(entry);
    if (parsed.ok) {
      normal.add(parsed.entry);
    } else if (++wrong <= MAX_REPORTED) {
      context.addIssue({ code: 'custom', path: pathOf(index), message: `Entry ${index + 1}: ${maskTokens(parsed.message)}` });
    }
  }
  return wrong === 0 ? [...normal] : z.NEVER;
}

function parseEntry(entry: unknown): ParsedEntry {
  if (typeof entry !== 'string') return { ok: false, message: 'must be text' };
  if (entry.length > MAX_ENTRY_CHARACTERS) return { ok: false, message: `is longer than ${MAX_ENTRY_CHARACTERS} characters` };
  return parseAllowlistEntry(entry);
}
