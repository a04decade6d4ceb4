import { categories } from './categories.js';
import { toCsv } from './csv.js';
import { allItems, type Item } from './items.js';
import { stockOf } from './stock.js';
import { warehouses } from './warehouses.js';

const CURRENCY = 'IDR';
/** ISO 4217 gives the rupiah two decimals, though nobody has seen a sen for decades. */
const SEN = 100;

/** File name to content; a pure function: the same catalogue gives the same bytes. */
export function sampleInventoryFiles(): ReadonlyMap<string, string> {
  const items = allItems();
  return new Map([
    ['warehouses.csv', warehousesCsv()],
    ['item-categories.csv', toCsv(['code', 'parent_code', 'name'], categories.map((category) => [category.code, category.parentCode, category.name]))],
    ['items.csv', itemsCsv(items)],
    ['stock.csv', stockCsv(items)],
  ]);
}

function warehousesCsv(): string {
  return toCsv(
    ['code', 'name', 'address', 'city', 'region', 'postal_code', 'country', 'time_zone', 'area_m2'],
    warehouses.map((it) => [it.code, it.name, it.address, it.city, it.region, it.postalCode, it.country, it.timeZone, it.areaM2]),
  );
}

function itemsCsv(items: readonly Item[]): string {
  return toCsv(
    ['sku', 'name', 'description', 'category_code', 'brand', 'unit', 'barcode', 'status', 'price_minor', 'currency', 'rentable', 'daily_rate_minor', 'weight_grams'],
    items.map((it) => [
      it.sku, it.name, it.description, it.categoryCode, it.brand, it.unit, it.barcode, it.status,
      it.price * SEN, CURRENCY, it.rentable, it.dailyRate === undefined ? '' : it.dailyRate * SEN, it.weightGrams,
    ]),
  );
}

function stockCsv(items: readonly Item[]): string {
  return toCsv(
    ['sku', 'warehouse_code', 'quantity', 'reserved', 'reorder_level'],
    stockOf(items, warehouses, categories).map((it) => [it.sku, it.warehouseCode, it.quantity, it.reserved, it.reorderLevel]),
  );
}
