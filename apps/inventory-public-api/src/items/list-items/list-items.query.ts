import { pageParameters } from '@portcullis/service-kit';
import { z } from 'zod';
import { fieldsParameter, idParameter, searchParameter, sortParameter } from '../../listing/parameters.js';
import { byInstant, byText } from '../../listing/sort-key.js';
import type { SortedList } from '../../listing/sorted-list.js';
import type { Item } from '../item.entity.js';
import { ITEM_STATUSES } from '../item-status.js';
import { itemView } from '../item-view.js';

export const itemsInOrder = {
  route: 'GET /public/v1/items',
  sorts: {
    sku: byText('item.sku', ({ sku }) => sku),
    name: byText('item.name', ({ name }) => name),
    createdAt: byInstant('item.createdAt', ({ createdAt }) => createdAt),
    updatedAt: byInstant('item.updatedAt', ({ updatedAt }) => updatedAt),
  },
} satisfies SortedList<Item>;

/** What narrows the list; filters given together must all hold. */
const itemFilters = {
  category: idParameter('category').optional().meta({ description: 'Items of this category and of all below it.' }),
  warehouse: idParameter('warehouse').optional().meta({ description: 'Items that this warehouse keeps.' }),
  status: z.enum(ITEM_STATUSES, { error: `Must be one of ${ITEM_STATUSES.join(', ')}.` }).optional(),
  search: searchParameter().optional().meta({ description: 'Part of the name or the SKU, in any case, or a whole barcode.' }),
};

export const listItemsQuery = z.object({
  ...pageParameters,
  ...itemFilters,
  sort: sortParameter(itemsInOrder.sorts, 'sku'),
  fields: fieldsParameter(itemView),
});

export type ListItemsQuery = z.output<typeof listItemsQuery>;
export type ItemFilters = Omit<ListItemsQuery, 'limit' | 'cursor' | 'sort' | 'fields'>;
