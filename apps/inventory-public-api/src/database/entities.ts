import { Company } from '../company/company.entity.js';
import { ItemCategory } from '../item-categories/item-category.entity.js';
import { Item } from '../items/item.entity.js';
import { Stock } from '../stock/stock.entity.js';
import { Warehouse } from '../warehouses/warehouse.entity.js';

export const entities = [Company, Warehouse, ItemCategory, Item, Stock];
