import { z } from 'zod';
import { ItemCategory } from '../item-categories/item-category.entity.js';
import { ITEM_STATUSES } from '../items/item-status.js';
import { Item } from '../items/item.entity.js';
import { derivedId } from '../tenancy/derived-id.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { amount, barcode, code, flag, optionalText, text, wholeNumber } from './fields.js';
import { ImportFailure } from './import-failure.js';
import type { RowCounts } from './upsert.js';
import type { WorkspaceImport } from './workspace-import.js';

const schema = z.object({
  sku: code(),
  name: text(),
  description: text(),
  category_code: code(),
  brand: optionalText(),
  unit: text(),
  barcode: barcode(),
  status: z.enum(ITEM_STATUSES, { error: `must be one of ${ITEM_STATUSES.join(', ')}` }),
  price_minor: amount(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code of three letters'),
  rentable: flag(),
  daily_rate_minor: z.union([z.literal('').transform(() => null), amount()]),
  weight_grams: wholeNumber(),
});
type ItemCells = z.output<typeof schema>;

const table: CsvTable<typeof schema> = { file: 'items.csv', schema, unique: [['sku'], ['barcode']] };

export function importItems(work: WorkspaceImport): Promise<RowCounts> {
  return work.file(table, { entity: Item, key: ['workspaceId', 'sku'] }, async (batch) => {
    const categories = await work.lookUp(ItemCategory, 'code', 'id', batch.map(({ value }) => value.category_code));
    const barcodes = batch.map(({ value }) => value.barcode).filter((digits) => digits !== null);
    const holders = await work.lookUp(Item, 'barcode', 'sku', barcodes);
    return batch.map((row) => toItem(work.workspaceId, row, categories, holders));
  });
}

function toItem(
  workspaceId: string,
  { line, value }: CsvRow<ItemCells>,
  categories: ReadonlyMap<string, string>,
  holders: ReadonlyMap<string, string>,
): Partial<Item> {
  const refuse = (problem: string) => new ImportFailure({ file: table.file, line }, problem);
  const { category_code: categoryCode, price_minor: priceMinor, daily_rate_minor: dailyRateMinor, weight_grams: weightGrams, ...rest } = value;
  const categoryId = categories.get(categoryCode);
  if (categoryId === undefined) throw refuse(`category_code: there is no category ${categoryCode}`);
  const holder = rest.barcode === null ? undefined : holders.get(rest.barcode);
  if (holder !== undefined && holder !== rest.sku) throw refuse(`barcode: ${String(rest.barcode)} is already that of ${holder}`);
  if (rest.rentable !== (dailyRateMinor !== null)) throw refuse('daily_rate_minor: a rentable item has one, another has none');
  return { workspaceId, id: derivedId('itm_', workspaceId, rest.sku), categoryId, priceMinor, dailyRateMinor, weightGrams, ...rest };
}
