import * as z from 'zod';

const once = { error: 'Must be given once.' };

/** The id of something; one that nothing has is no error, it just finds nothing. */
export const idParameter = (what: string) => z.string(once).regex(/^[0-9A-Za-z_]{1,64}$/, `Must be the id of a ${what}.`);

/** A part of what is looked for, in any case. */
export const searchParameter = () =>
  z
    .string(once)
    .min(1, 'Must not be empty.')
    .max(100, 'Must have at most 100 characters.')
    .regex(new RegExp(String.raw`^[^\u0000-\u001f\u007f-\u009f]*$`), 'Must not hold control characters.');

/** For ILIKE: the text anywhere, `%` and `_` standing for themselves. */
export const anywhere = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * `sort=name` or `sort=-name`; equals are always in the order of their ids.
 *
 * @param usual in force where none is given
 */
export function sortParameter<Field extends string>(sorts: Readonly<Record<Field, unknown>>, usual: Field | `-${Field}`) {
  const names = Object.keys(sorts).flatMap((field) => [field, `-${field}`]);
  return z.enum(names, { error: `Must be one of ${names.join(', ')}.` }).default(usual);
}

/** `fields=id,name`: which members of the view to answer with, in the view's own order; all where it is left out. */
export function fieldsParameter(view: z.ZodObject) {
  const known = Object.keys(view.shape);
  const one = `(?:${known.join('|')})`;
  return z
    .string(once)
    .max(500, 'Must have at most 500 characters.')
    .regex(new RegExp(`^${one}(?:,${one})*$`), `Must be one or more of ${known.join(', ')}, separated by commas.`)
    .transform((text) => text.split(','))
    .optional();
}

export type Fields = readonly string[] | undefined;
