import type { Stock } from './stock.entity.js';

/** An item's stock in one warehouse, as the API shows it. */
export interface StockView {
  readonly warehouseId: string;
  readonly warehouseCode: string;
  readonly warehouseName: string;
  readonly quantity: number;
  readonly reserved: number;
  /** What is left of the quantity after what is promised. */
  readonly available: number;
  readonly reorderLevel: number;
}

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
