import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, notFound, OF_THE_CALLER, ParsedParams, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import { answersOfView } from '../../listing/answers-of-view.js';
import { fieldsParameter } from '../../listing/parameters.js';
import { type ById, byId, isIdOf } from '../../listing/row-id.js';
import { sparse, wants } from '../../listing/sparse.js';
import { stockByItem } from '../../stock/stock-by-item.js';
import { Inventory } from '../../tenancy/inventory.js';
import { Item } from '../item.entity.js';
import { type ItemView, itemView, showItem, someItemView } from '../item-view.js';

const showItemQuery = z.object({ fields: fieldsParameter(itemView) });

@Controller('public/v1/items')
export class ShowItemRoute {
  constructor(private readonly inventory: Inventory) {}

  /** Another workspace's item is not there, as an unknown one is not. */
  @RequireScopes('items:read')
  @Describe({
    operationId: 'showItem',
    summary: 'Show an item',
    tag: 'Items',
    params: byId,
    query: showItemQuery,
    answers: answersOfView('The item.', someItemView),
    refusals: [404],
  })
  @Get(':id')
  @Header('cache-control', OF_THE_CALLER)
  async show(
    @ParsedParams(byId) { id }: ById,
    @ParsedQuery(showItemQuery) { fields }: z.output<typeof showItemQuery>,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Partial<ItemView>> {
    if (!isIdOf('itm_', id)) throw notFound();
    const inventory = this.inventory.of(workspaceId);
    const item = await inventory.select(Item, 'item').with('category', ['name']).and('item.id = :id', { id }).first();
    if (item === undefined) throw notFound();
    const stock = await stockByItem(inventory, wants(fields, 'stock') ? [id] : []);
    return sparse(showItem(item, stock.get(id) ?? []), fields);
  }
}
