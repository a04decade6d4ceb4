import { z } from 'zod';
import { line, lineShape, paragraphs, paragraphsShape } from './plain-text.js';

const MAX_KEYS = 50;
const MAX_KEY_CHARACTERS = 64;
const MAX_VALUE_CHARACTERS = 500;
/** As JSON in UTF-8. Each change of a token reads what all its changes before have said: this bounds that. */
const MAX_BYTES = 4_096;

/** The caller's own labels: up to 50 keys of up to 64 characters, with texts of up to 500, 4 KiB in all. Stored in the keys' order. */
export const metadata = z
  .record(z.string(), z.unknown())
  .refine((entries) => Object.keys(entries).length <= MAX_KEYS, { error: `Must have at most ${MAX_KEYS} keys.`, abort: true })
  .pipe(z.record(line(1, MAX_KEY_CHARACTERS), paragraphs(MAX_VALUE_CHARACTERS)))
  .refine((entries) => Buffer.byteLength(JSON.stringify(entries)) <= MAX_BYTES, { error: `Must have at most ${MAX_BYTES} bytes as JSON in UTF-8.` })
  .transform((entries) => Object.fromEntries(Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1))))
  .meta({
    description: `The caller’s own labels, at most ${MAX_BYTES} bytes of JSON in all.`,
    override: {
      type: 'object',
      maxProperties: MAX_KEYS,
      propertyNames: lineShape(1, MAX_KEY_CHARACTERS),
      additionalProperties: paragraphsShape(MAX_VALUE_CHARACTERS),
    },
  });
