import { Company } from '../company/company.entity.js';
import { CountedItemCategory } from '../item-categories/counted-item-category.entity.js';
import { ItemCategory } from '../item-categories/item-category.entity.js';
import { Item } from '../items/item.entity.js';
import { Stock } from '../stock/stock.entity.js';
import { StockByCategory } from '../stock-reports/by-category/stock-by-category.entity.js';
import { StockByWarehouse } from '../stock-reports/by-warehouse/stock-by-warehouse.entity.js';
import { LowStock } from '../stock-reports/low-stock/low-stock.entity.js';
import { Warehouse } from '../warehouses/warehouse.entity.js';

const tables = [Company, Warehouse, ItemCategory, Item, Stock];
/** Read alone. */
const views = [CountedItemCategory, StockByWarehouse, StockByCategory, LowStock];

export const entities = [...tables, ...views];
