import { pageParameters } from '@portcullis/service-kit';
import { z } from 'zod';
import { ITEM_STATUSES } from '../item-status.js';

const id = (what: string) =>
  z.string({ error: 'Must be given once.' }).regex(/^[0-9A-Za-z_]{1,64}$/, `Must be the id of a ${what}.`);

/** What narrows the list; filters given together must all hold. */
export const itemFilters = {
  /** A category's id; items of the categories below it are in the list as well. */
  category: id('category').optional(),
  /** A warehouse's id: items that it keeps. */
  warehouse: id('warehouse').optional(),
  status: z.enum(ITEM_STATUSES, { error: `Must be one of ${ITEM_STATUSES.join(', ')}.` }).optional(),
  /** Part of the name or the SKU, in any case, or a whole barcode. */
  search: z
    .string({ error: 'Must be given once.' })
    .min(1, 'Must not be empty.')
    .max(100, 'Must have at most 100 characters.')
    .regex(/^\P{Cc}*$/u, 'Must not hold control characters.')
    .optional(),
};

export const listItemsQuery = z.object({ ...pageParameters, ...itemFilters });

export type ListItemsQuery = z.output<typeof listItemsQuery>;
export type ItemFilters = Omit<ListItemsQuery, 'limit' | 'cursor'>;
