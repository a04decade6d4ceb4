import { barcodeFor } from './barcode.js';
import { families } from './catalogue/index.js';
import type { Family, Finish, Size, Unit } from './family.js';
import { randomFor } from './random.js';

export interface Item {
  readonly family: Family;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly categoryCode: string;
  readonly brand: string;
  readonly unit: Unit;
  readonly barcode: string;
  readonly status: 'active' | 'inactive' | 'discontinued';
  readonly price: number;
  readonly rentable: boolean;
  /** Rupiah; undefined where the item is sold and not rented. */
  readonly dailyRate: number | undefined;
  readonly weightGrams: number;
}

const ONE: readonly Finish[] = [['', '', 1]];

/** Every size of every family in each of its finishes. */
export function allItems(): Item[] {
  return families.flatMap((family) =>
    family.sizes.flatMap((size) => (family.finishes ?? ONE).map((finish) => item(family, size, finish))),
  );
}

function item(family: Family, size: Size, finish: Finish): Item {
  const [brand, model] = brandAndModel(size[1]);
  const sku = [family.sku, size[0], finish[0]].filter((part) => part !== '').join('-');
  const price = roundTo(size[2] * 1000 * finish[2], 500);
  const name = family.name.replace('{size}', `${brand} ${model}`.trim()).replace('{finish}', finish[1]);
  return {
    family, sku, brand, price,
    name: name.charAt(0).toUpperCase() + name.slice(1),
    description: family.description,
    categoryCode: family.category,
    unit: family.unit,
    barcode: barcodeFor(sku),
    status: statusOf(sku),
    rentable: family.dailyPercent !== undefined,
    dailyRate: family.dailyPercent === undefined ? undefined : dailyRate(price, family.dailyPercent),
    weightGrams: Math.round(size[3] * 1000),
  };
}

function brandAndModel(label: string): [brand: string, model: string] {
  const [first = '', second] = label.split('|');
  return second === undefined ? ['', first] : [first, second];
}

/** One article in twenty is kept out of the catalogue for a while, one in thirty for good. */
function statusOf(sku: string): Item['status'] {
  const share = randomFor(`status ${sku}`)();
  if (share < 0.033) return 'discontinued';
  return share < 0.08 ? 'inactive' : 'active';
}

/** Rates are quoted in round sums, and rounder the dearer the article is. */
function dailyRate(price: number, percent: number): number {
  const rate = (price * percent) / 100;
  if (rate < 10_000) return Math.max(500, roundTo(rate, 500));
  if (rate < 100_000) return roundTo(rate, 1000);
  return rate < 1_000_000 ? roundTo(rate, 5000) : roundTo(rate, 25_000);
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}
