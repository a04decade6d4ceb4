import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, type Page, pageOf, ParsedQuery } from '@portcullis/service-kit';
import { answersOfView } from '../../listing/answers-of-view.js';
import { anywhere } from '../../listing/parameters.js';
import { readPage } from '../../listing/read-page.js';
import { sparse } from '../../listing/sparse.js';
import { Inventory } from '../../tenancy/inventory.js';
import { Warehouse } from '../warehouse.entity.js';
import { showWarehouse, someWarehouseView, type WarehouseView } from '../warehouse-view.js';
import { type ListWarehousesQuery, listWarehousesQuery, warehousesInOrder } from './list-warehouses.query.js';

const FOUND_BY = 'warehouse.name ILIKE :pattern OR warehouse.code ILIKE :pattern OR warehouse.city ILIKE :pattern';

@Controller('public/v1/warehouses')
export class ListWarehousesRoute {
  constructor(private readonly inventory: Inventory) {}

  @RequireScopes('warehouses:read')
  @Describe({
    operationId: 'listWarehouses',
    summary: 'List warehouses',
    tag: 'Warehouses',
    query: listWarehousesQuery,
    answers: answersOfView('A page of the warehouses.', pageOf(someWarehouseView)),
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async list(
    @ParsedQuery(listWarehousesQuery) { limit, cursor, sort, fields, ...filters }: ListWarehousesQuery,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Page<Partial<WarehouseView>>> {
    const { country, search } = filters;
    const query = this.inventory.of(workspaceId).select(Warehouse, 'warehouse');
    if (country !== undefined) query.and('warehouse.country = :country', { country });
    if (search !== undefined) query.and(FOUND_BY, { pattern: anywhere(search) });
    const { data, nextCursor } = await readPage(warehousesInOrder, { limit, cursor, sort, filters }, query);
    return { data: data.map((warehouse) => sparse(showWarehouse(warehouse), fields)), nextCursor };
  }
}
