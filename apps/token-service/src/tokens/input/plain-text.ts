import { parseToken } from '@portcullis/token';
import { z } from 'zod';

/**
 * What no text of ours may hold: control characters, line and paragraph separators, and the marks that make a reader see
 * another order of letters than the one that is stored. Written out, as not every reader of the OpenAPI document knows \p.
 */
const UNSAFE = String.raw`\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069`;
const UNSAFE_BUT_LINES = UNSAFE.replace(String.raw`\u0000-\u001f`, String.raw`\u0000-\u0008\u000b-\u001f`);
const UNSAFE_IN_LINE = new RegExp(`[${UNSAFE}]`);
const UNSAFE_IN_LINES = new RegExp(`[${UNSAFE_BUT_LINES}]`);
/** Half a character: PostgreSQL would store something else. */
const LONE_SURROGATE = /\p{Cs}/u;
/** JSON Schema's patterns for texts as they are sent, with space around them. */
const ANY_LINE = `^[^${UNSAFE}]*$`;
const LINE_NOT_BLANK = String.raw`^[^${UNSAFE}]*[^\s\ufeff${UNSAFE}][^${UNSAFE}]*$`;
const LINES = String.raw`^(?:[^${UNSAFE_BUT_LINES}]|\r\n)*$`;

/** One line of text, without the space around it, of `min` to `max` characters (code points). */
export function line(min: number, max: number): z.ZodType<string, string> {
  return bounded(min, max)
    .refine((text) => isSafe(text, UNSAFE_IN_LINE), 'Must not hold control or direction characters.')
    .meta({ override: lineShape(min, max) });
}

/** `line` in JSON Schema. */
export function lineShape(min: number, max: number) {
  return { type: 'string', minLength: min, maxLength: max, pattern: min === 0 ? ANY_LINE : LINE_NOT_BLANK } as const;
}

/** Text of several lines and at most `max` characters; line ends become `\n`. */
export function paragraphs(max: number): z.ZodType<string, string> {
  return bounded(0, max)
    .refine((text) => isSafe(text, UNSAFE_IN_LINES), 'Must not hold control or direction characters.')
    .meta({ override: paragraphsShape(max) });
}

/** `paragraphs` in JSON Schema. */
export function paragraphsShape(max: number) {
  return { type: 'string', maxLength: max, pattern: LINES } as const;
}

function isSafe(text: string, unsafe: RegExp): boolean {
  return !unsafe.test(text) && !LONE_SURROGATE.test(text);
}

function bounded(min: number, max: number) {
  return z
    .string()
    .transform((text) => text.trim().replaceAll('\r\n', '\n'))
    .refine((text) => codePoints(text) >= min, min === 1 ? 'Must not be blank.' : `Must have at least ${min} characters.`)
    .refine((text) => codePoints(text) <= max, `Must have at most ${max} characters.`)
    .refine((text) => !holdsToken(text), 'Must not hold a token.');
}

/** Whether a token stands anywhere in the text: people paste them into the wrong field, and no row may hold one. */
export function holdsToken(text: string): boolean {
  return (text.match(/pcl_(?:live|test)_[0-9A-Za-z]{36}/g) ?? []).some((shaped) => parseToken(shaped) !== undefined);
}

function codePoints(text: string): number {
  return Array.from(text).length;
}
