import { z } from 'zod';
import { isEan13 } from './ean13.js';

const MAX_TEXT = 500;

/** A line of text, trimmed; control characters and what stands for unreadable bytes are refused. */
export const text = () =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(MAX_TEXT, `must have at most ${MAX_TEXT} characters`)
    .regex(/^[^\p{Cc}\uFFFD]*$/u, 'must be UTF-8 text without control characters');

/** As text, and null where the cell is empty. */
export const optionalText = () => z.union([z.literal('').transform(() => null), text()]);

/** What people call a row on paper; other files refer to it. */
export const code = () => text().regex(/^[0-9A-Za-z][0-9A-Za-z._/-]{0,63}$/, 'must be up to 64 of 0-9 A-Z a-z . _ / -');

/** A whole number that a PostgreSQL integer holds. */
export const wholeNumber = () =>
  z
    .string()
    .regex(/^[0-9]{1,10}$/, { error: 'must be a whole number', abort: true })
    .transform(Number)
    .refine((value) => value < 2 ** 31, 'must be less than 2147483648');

/** An amount in minor units. */
export const amount = () => z.string().regex(/^[0-9]{1,15}$/, { error: 'must be a whole number of minor units', abort: true }).transform(Number);

export const flag = () =>
  z.enum(['true', 'false'], { error: 'must be true or false' }).transform((value) => value === 'true');

/** EAN-13, and null where the cell is empty. */
export const barcode = () =>
  z
    .string()
    .refine((cell) => cell === '' || isEan13(cell), 'must be 13 digits, the last of which is the EAN check digit of the others')
    .transform((cell) => (cell === '' ? null : cell));
