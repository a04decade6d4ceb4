import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, notFound, OF_THE_CALLER, ParsedParams, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import { answersOfView } from '../../listing/answers-of-view.js';
import { fieldsParameter } from '../../listing/parameters.js';
import { type ById, byId, isIdOf } from '../../listing/row-id.js';
import { sparse } from '../../listing/sparse.js';
import { Inventory } from '../../tenancy/inventory.js';
import { CountedItemCategory } from '../counted-item-category.entity.js';
import { type ItemCategoryView, itemCategoryView, showItemCategory, someItemCategoryView } from '../item-category-view.js';

const showItemCategoryQuery = z.object({ fields: fieldsParameter(itemCategoryView) });

@Controller('public/v1/item-categories')
export class ShowItemCategoryRoute {
  constructor(private readonly inventory: Inventory) {}

  /** Another workspace's category is not there, as an unknown one is not. */
  @RequireScopes('item-categories:read')
  @Describe({
    operationId: 'showItemCategory',
    summary: 'Show an item category',
    tag: 'Item categories',
    params: byId,
    query: showItemCategoryQuery,
    answers: answersOfView('The category.', someItemCategoryView),
    refusals: [404],
  })
  @Get(':id')
  @Header('cache-control', OF_THE_CALLER)
  async show(
    @ParsedParams(byId) { id }: ById,
    @ParsedQuery(showItemCategoryQuery) { fields }: z.output<typeof showItemCategoryQuery>,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Partial<ItemCategoryView>> {
    if (!isIdOf('cat_', id)) throw notFound();
    const category = await this.inventory.of(workspaceId).select(CountedItemCategory, 'category').and('category.id = :id', { id }).first();
    if (category === undefined) throw notFound();
    return sparse(showItemCategory(category), fields);
  }
}
