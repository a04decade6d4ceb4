import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { decodeCursor, encodeCursor, type Page, ParsedQuery, toPage } from '@portcullis/service-kit';
import { z } from 'zod';
import { stockByItem } from '../../stock/stock-by-item.js';
import { Inventory } from '../../tenancy/inventory.js';
import { type ItemView, showItem } from '../item-view.js';
import { findItems } from './find-items.js';
import { type ListItemsQuery, listItemsQuery } from './list-items.query.js';

const ROUTE = 'GET /public/v1/items';
const place = z.string();

@Controller('public/v1/items')
export class ListItemsRoute {
  constructor(private readonly inventory: Inventory) {}

  @RequireScopes('items:read')
  @Get()
  @Header('cache-control', 'private, no-cache')
  async list(
    @ParsedQuery(listItemsQuery) { limit, cursor, ...filters }: ListItemsQuery,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Page<ItemView>> {
    const binding = { route: ROUTE, workspaceId, filters };
    const afterSku = cursor === undefined ? undefined : decodeCursor(cursor, binding, place);
    const inventory = this.inventory.of(workspaceId);
    const items = await findItems(inventory, filters, { afterSku, limit: limit + 1 });
    const stock = await stockByItem(inventory, items.slice(0, limit).map(({ id }) => id));
    return toPage(
      items,
      limit,
      (item) => showItem(item, stock.get(item.id) ?? []),
      (item) => encodeCursor(binding, item.sku),
    );
  }
}
