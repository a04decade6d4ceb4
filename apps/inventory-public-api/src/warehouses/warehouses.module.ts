import { Module } from '@nestjs/common';
import { ListWarehousesRoute } from './list-warehouses/list-warehouses.route.js';
import { ShowWarehouseRoute } from './show-warehouse/show-warehouse.route.js';

@Module({ controllers: [ListWarehousesRoute, ShowWarehouseRoute] })
export class WarehousesModule {}
