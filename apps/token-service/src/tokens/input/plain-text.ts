import { parseToken } from '@portcullis/token';
import { z } from 'zod';

/**
 * What no text of ours may hold: control characters, lone surrogates (PostgreSQL would store something else), line and
 * paragraph separators, and the marks that make a reader see another order of letters than the one that is stored.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const UNSAFE_BUT_LINES = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

/** One line of text, without the space around it, of `min` to `max` characters (code points). */
export function line(min: number, max: number): z.ZodType<string, string> {
  return bounded(min, max).refine((text) => !UNSAFE.test(text), 'Must not hold control or direction characters.');
}

/** Text of several lines and at most `max` characters; line ends become `\n`. */
export function paragraphs(max: number): z.ZodType<string, string> {
  return bounded(0, max).refine((text) => !UNSAFE_BUT_LINES.test(text), 'Must not hold control or direction characters.');
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
