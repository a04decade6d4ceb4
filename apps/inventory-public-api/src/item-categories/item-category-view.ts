import * as z from 'zod';
import { instant } from '../listing/instant.js';
import { sparseOf } from '../listing/sparse.js';
import type { CountedItemCategory } from './counted-item-category.entity.js';

/** A category as the API shows it. */
export const itemCategoryView = z
  .strictObject({
    id: z.string().meta({ examples: ['cat_0Hn3bFvPzWq7mYkR2sT9cD'] }),
    object: z.literal('item_category'),
    code: z.string().meta({ description: 'Slug, unique within the workspace.', examples: ['frame-scaffolding'] }),
    name: z.string(),
    parentId: z.string().nullable().meta({ description: 'The category it stands below; null at the top of the tree.' }),
    itemCount: z.int().nonnegative().meta({ description: 'Items in it and in all categories below it.' }),
    createdAt: instant(),
    updatedAt: instant(),
  })
  .meta({ id: 'ItemCategory' });
export type ItemCategoryView = z.output<typeof itemCategoryView>;

/** What an answer has of it. */
export const someItemCategoryView = sparseOf(itemCategoryView);

export function showItemCategory(category: CountedItemCategory): ItemCategoryView {
  const { id, code, name, parentId, itemCount } = category;
  return {
    id,
    object: 'item_category',
    ...{ code, name, parentId, itemCount },
    createdAt: category.createdAt.toISOString(),
    updatedAt: category.updatedAt.toISOString(),
  };
}
