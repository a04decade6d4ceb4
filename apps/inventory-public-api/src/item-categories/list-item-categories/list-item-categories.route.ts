import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, type Page, pageOf, ParsedQuery } from '@portcullis/service-kit';
import { answersOfView } from '../../listing/answers-of-view.js';
import { anywhere } from '../../listing/parameters.js';
import { readPage } from '../../listing/read-page.js';
import { sparse } from '../../listing/sparse.js';
import { Inventory } from '../../tenancy/inventory.js';
import { below } from '../below.js';
import { CountedItemCategory } from '../counted-item-category.entity.js';
import { type ItemCategoryView, showItemCategory, someItemCategoryView } from '../item-category-view.js';
import { itemCategoriesInOrder, type ListItemCategoriesQuery, listItemCategoriesQuery } from './list-item-categories.query.js';

const FOUND_BY = 'category.name ILIKE :pattern OR category.code ILIKE :pattern';

@Controller('public/v1/item-categories')
export class ListItemCategoriesRoute {
  constructor(private readonly inventory: Inventory) {}

  @RequireScopes('item-categories:read')
  @Describe({
    operationId: 'listItemCategories',
    summary: 'List item categories',
    tag: 'Item categories',
    query: listItemCategoriesQuery,
    answers: answersOfView('A page of the categories; parentId makes the tree of them.', pageOf(someItemCategoryView)),
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async list(
    @ParsedQuery(listItemCategoriesQuery) { limit, cursor, sort, fields, ...filters }: ListItemCategoriesQuery,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Page<Partial<ItemCategoryView>>> {
    const { parent, search } = filters;
    const query = this.inventory.of(workspaceId).select(CountedItemCategory, 'category');
    if (parent !== undefined) below(query, parent);
    if (search !== undefined) query.and(FOUND_BY, { pattern: anywhere(search) });
    const { data, nextCursor } = await readPage(itemCategoriesInOrder, { limit, cursor, sort, filters }, query);
    return { data: data.map((category) => sparse(showItemCategory(category), fields)), nextCursor };
  }
}
