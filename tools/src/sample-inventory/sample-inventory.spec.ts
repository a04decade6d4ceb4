import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { categories } from './categories.js';
import { sampleInventoryFiles } from './files.js';
import { SAMPLE_DATA_FOLDER } from './folder.js';
import { allItems } from './items.js';
import { stockOf } from './stock.js';
import { warehouses } from './warehouses.js';

describe('the sample inventory', () => {
  const items = allItems();

  it('is written again byte for byte as it is committed', async () => {
    for (const [name, content] of sampleInventoryFiles()) {
      expect({ name, content }).toEqual({ name, content: await readFile(new URL(name, SAMPLE_DATA_FOLDER), 'utf8') });
    }
  });

  it('has 12 warehouses, 40 categories and 1,500 items at least', () => {
    expect(warehouses.length).toBeGreaterThanOrEqual(12);
    expect(categories.length).toBeGreaterThanOrEqual(40);
    expect(items.length).toBeGreaterThanOrEqual(1500);
  });

  it('gives no stock number, barcode, name within a category, or code twice', () => {
    const twice = (keys: readonly string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(twice(items.map(({ sku }) => sku))).toEqual([]);
    expect(twice(items.map(({ barcode }) => barcode))).toEqual([]);
    expect(twice(items.map(({ categoryCode, name }) => `${categoryCode}: ${name}`))).toEqual([]);
    expect(twice(categories.map(({ code }) => code))).toEqual([]);
    expect(twice(warehouses.map(({ code }) => code))).toEqual([]);
  });

  it('puts every item into a category without children, and something into each of those', () => {
    const parents = new Set(categories.map(({ parentCode }) => parentCode));
    const leaves = categories.map(({ code }) => code).filter((code) => !parents.has(code));
    expect([...new Set(items.map(({ categoryCode }) => categoryCode))].sort()).toEqual(leaves.sort());
  });

  it('leaves no placeholder unfilled and no name a bare number', () => {
    expect(items.filter(({ name }) => /[{}|]|undefined|^\d+$/.test(name))).toEqual([]);
  });

  it('keeps each item in a warehouse, never promises more than there is, and has some below the reorder level', () => {
    const stock = stockOf(items, warehouses, categories);
    expect(new Set(stock.map(({ sku }) => sku)).size).toBe(items.length);
    expect(stock.filter(({ quantity, reserved }) => reserved > quantity || reserved < 0)).toEqual([]);
    const low = stock.filter(({ quantity, reorderLevel }) => quantity < reorderLevel).length / stock.length;
    expect(low).toBeGreaterThan(0.01);
    expect(low).toBeLessThan(0.1);
  });

  it('prices nothing at zero and rents nothing for more than a fifth of its price a day', () => {
    expect(items.filter(({ price }) => price < 5000)).toEqual([]);
    expect(items.filter(({ price, dailyRate }) => dailyRate !== undefined && (dailyRate > price / 5 || dailyRate < 100))).toEqual([]);
  });
});
