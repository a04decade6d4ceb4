import * as z from 'zod';

/** The path parameter of everything that has an id of its own. */
export const byId = z.object({ id: z.string() });
export type ById = z.output<typeof byId>;

/**
 * Whether anything could have this id. What nothing is called is not asked for: the database refuses some texts, such
 * as those with a zero byte.
 *
 * @param prefix `itm_`
 */
export const isIdOf = (prefix: string, id: string): boolean => id.startsWith(prefix) && /^[0-9A-Za-z]{1,60}$/.test(id.slice(prefix.length));
