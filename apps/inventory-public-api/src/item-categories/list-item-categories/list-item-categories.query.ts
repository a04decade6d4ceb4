import { pageParameters } from '@portcullis/service-kit';
import { z } from 'zod';
import { fieldsParameter, idParameter, searchParameter, sortParameter } from '../../listing/parameters.js';
import { byInstant, byText } from '../../listing/sort-key.js';
import type { SortedList } from '../../listing/sorted-list.js';
import type { CountedItemCategory } from '../counted-item-category.entity.js';
import { itemCategoryView } from '../item-category-view.js';

export const itemCategoriesInOrder = {
  route: 'GET /public/v1/item-categories',
  sorts: {
    code: byText('category.code', ({ code }) => code),
    name: byText('category.name', ({ name }) => name),
    createdAt: byInstant('category.createdAt', ({ createdAt }) => createdAt),
    updatedAt: byInstant('category.updatedAt', ({ updatedAt }) => updatedAt),
  },
} satisfies SortedList<CountedItemCategory>;

const itemCategoryFilters = {
  parent: idParameter('category, or none').optional().meta({ description: 'Categories right below this one; `none`: those at the top of the tree.' }),
  search: searchParameter().optional().meta({ description: 'Part of the name or the code, in any case.' }),
};

export const listItemCategoriesQuery = z.object({
  ...pageParameters,
  ...itemCategoryFilters,
  sort: sortParameter(itemCategoriesInOrder.sorts, 'code'),
  fields: fieldsParameter(itemCategoryView),
});

export type ListItemCategoriesQuery = z.output<typeof listItemCategoriesQuery>;
