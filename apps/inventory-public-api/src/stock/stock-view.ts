import * as z from 'zod';
import type { Stock } from './stock.entity.js';

const pieces = (description: string) => z.int().nonnegative().meta({ description });

/** An item's stock in one warehouse, as the API shows it. */
export const stockView = z
  .strictObject({
    warehouseId: z.string(),
    warehouseCode: z.string(),
    warehouseName: z.string(),
    quantity: pieces('On the shelf, promised ones included.'),
    reserved: pieces('Promised to rents that have not left the warehouse.'),
    available: pieces('What is left of the quantity after what is promised.'),
    reorderLevel: pieces('With fewer available than this the warehouse should get more.'),
  })
  .meta({ id: 'ItemStock' });
export type StockView = z.output<typeof stockView>;

export function showStock(stock: Stock): StockView {
  const { warehouse, quantity, reserved, reorderLevel } = stock;
  return {
    warehouseId: warehouse.id,
    warehouseCode: warehouse.code,
    warehouseName: warehouse.name,
    quantity,
    reserved,
    available: quantity - reserved,
    reorderLevel,
  };
}
