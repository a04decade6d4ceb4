import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CompanyModule } from './company/company.module.js';
import { type Configuration, CONFIGURATION } from './configuration.js';
import { DatabaseModule } from './database/database.module.js';
import { FrontPageModule } from './front-page/front-page.module.js';
import { ItemCategoriesModule } from './item-categories/item-categories.module.js';
import { ItemsModule } from './items/items.module.js';
import { StockReportsModule } from './stock-reports/stock-reports.module.js';
import { WarehousesModule } from './warehouses/warehouses.module.js';

@Global()
@Module({})
class ConfigurationModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}

/** What is served: a module a resource, on the database they all read. The gate before it is the application's. */
@Module({})
export class InventoryModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: InventoryModule,
      imports: [
        ConfigurationModule.of(configuration),
        DatabaseModule,
        FrontPageModule,
        CompanyModule,
        ItemsModule,
        WarehousesModule,
        ItemCategoriesModule,
        StockReportsModule,
      ],
    };
  }
}
