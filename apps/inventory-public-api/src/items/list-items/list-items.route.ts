import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, type Page, pageOf, ParsedQuery } from '@portcullis/service-kit';
import { answersOfView } from '../../listing/answers-of-view.js';
import { readPage } from '../../listing/read-page.js';
import { sparse, wants } from '../../listing/sparse.js';
import { stockByItem } from '../../stock/stock-by-item.js';
import { Inventory } from '../../tenancy/inventory.js';
import { type ItemView, showItem, someItemView } from '../item-view.js';
import { itemsQuery } from './items-query.js';
import { itemsInOrder, type ListItemsQuery, listItemsQuery } from './list-items.query.js';

@Controller('public/v1/items')
export class ListItemsRoute {
  constructor(private readonly inventory: Inventory) {}

  @RequireScopes('items:read')
  @Describe({
    operationId: 'listItems',
    summary: 'List items',
    tag: 'Items',
    query: listItemsQuery,
    answers: answersOfView('A page of the items.', pageOf(someItemView)),
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async list(
    @ParsedQuery(listItemsQuery) { limit, cursor, sort, fields, ...filters }: ListItemsQuery,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Page<Partial<ItemView>>> {
    const inventory = this.inventory.of(workspaceId);
    const { data, nextCursor } = await readPage(itemsInOrder, { limit, cursor, sort, filters }, itemsQuery(inventory, filters));
    const stock = await stockByItem(inventory, wants(fields, 'stock') ? data.map(({ id }) => id) : []);
    return { data: data.map((item) => sparse(showItem(item, stock.get(item.id) ?? []), fields)), nextCursor };
  }
}
