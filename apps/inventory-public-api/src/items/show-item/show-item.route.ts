import { Controller, Get, Header, Param } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { notFound } from '@portcullis/service-kit';
import { stockByItem } from '../../stock/stock-by-item.js';
import { Inventory } from '../../tenancy/inventory.js';
import { Item } from '../item.entity.js';
import { type ItemView, showItem } from '../item-view.js';

/** What no item is called is not asked for: the database refuses some texts, such as those with a zero byte. */
const ITEM_ID = /^itm_[0-9A-Za-z]{1,60}$/;

@Controller('public/v1/items')
export class ShowItemRoute {
  constructor(private readonly inventory: Inventory) {}

  /** Another workspace's item is not there, as an unknown one is not. */
  @RequireScopes('items:read')
  @Get(':id')
  @Header('cache-control', 'private, no-cache')
  async show(@Param('id') id: string, @CurrentPrincipal() { workspaceId }: Principal): Promise<ItemView> {
    if (!ITEM_ID.test(id)) throw notFound();
    const inventory = this.inventory.of(workspaceId);
    const item = await inventory.select(Item, 'item').with('category', ['name']).and('item.id = :id', { id }).first();
    if (item === undefined) throw notFound();
    const stock = await stockByItem(inventory, [id]);
    return showItem(item, stock.get(id) ?? []);
  }
}
