/** How a quantity of the item is counted. */
export type Unit = 'pcs' | 'set' | 'unit' | 'pair' | 'roll' | 'box' | 'sheet' | 'can';

/** `[code, label, price in thousand rupiah, weight in kilograms]`; a label `Brand|Model` names its maker. */
export type Size = readonly [code: string, label: string, thousandRupiah: number, kilograms: number];

/** `[code, label, factor on the price]`: a colour, a surface, a length that every size of the family comes in. */
export type Finish = readonly [code: string, label: string, priceFactor: number];

/** Articles that differ only in size and finish; each combination becomes one item with a stock number of its own. */
export interface Family {
  /** Beginning of the stock-keeping unit, such as `SCF-MF`; unique among the families. */
  readonly sku: string;
  /** Slug of the category. */
  readonly category: string;
  /** Name with `{size}` and `{finish}` to be filled in. */
  readonly name: string;
  readonly description: string;
  readonly unit: Unit;
  /** Rent of one day in percent of the price; absent: sold, not rented. */
  readonly dailyPercent?: number;
  /** Pieces that a main depot owns of a size in the middle of the price range; fewer of the dearer ones. */
  readonly owned: number;
  readonly sizes: readonly Size[];
  readonly finishes?: readonly Finish[];
}
