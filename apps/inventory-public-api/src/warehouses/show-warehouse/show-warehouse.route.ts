import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, notFound, OF_THE_CALLER, ParsedParams, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import { answersOfView } from '../../listing/answers-of-view.js';
import { fieldsParameter } from '../../listing/parameters.js';
import { type ById, byId, isIdOf } from '../../listing/row-id.js';
import { sparse } from '../../listing/sparse.js';
import { Inventory } from '../../tenancy/inventory.js';
import { Warehouse } from '../warehouse.entity.js';
import { showWarehouse, someWarehouseView, type WarehouseView, warehouseView } from '../warehouse-view.js';

const showWarehouseQuery = z.object({ fields: fieldsParameter(warehouseView) });

@Controller('public/v1/warehouses')
export class ShowWarehouseRoute {
  constructor(private readonly inventory: Inventory) {}

  /** Another workspace's warehouse is not there, as an unknown one is not. */
  @RequireScopes('warehouses:read')
  @Describe({
    operationId: 'showWarehouse',
    summary: 'Show a warehouse',
    tag: 'Warehouses',
    params: byId,
    query: showWarehouseQuery,
    answers: answersOfView('The warehouse.', someWarehouseView),
    refusals: [404],
  })
  @Get(':id')
  @Header('cache-control', OF_THE_CALLER)
  async show(
    @ParsedParams(byId) { id }: ById,
    @ParsedQuery(showWarehouseQuery) { fields }: z.output<typeof showWarehouseQuery>,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Partial<WarehouseView>> {
    if (!isIdOf('whs_', id)) throw notFound();
    const warehouse = await this.inventory.of(workspaceId).select(Warehouse, 'warehouse').and('warehouse.id = :id', { id }).first();
    if (warehouse === undefined) throw notFound();
    return sparse(showWarehouse(warehouse), fields);
  }
}
