import * as z from 'zod';
import { instant } from '../listing/instant.js';
import { sparseOf } from '../listing/sparse.js';
import type { Warehouse } from './warehouse.entity.js';

/** A warehouse as the API shows it. */
export const warehouseView = z
  .strictObject({
    id: z.string().meta({ examples: ['whs_0Hn3bFvPzWq7mYkR2sT9cD'] }),
    object: z.literal('warehouse'),
    code: z.string().meta({ description: 'What people call it on paper; unique within the workspace.', examples: ['JKT-CKG'] }),
    name: z.string(),
    address: z.string(),
    city: z.string(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string().meta({ description: 'ISO 3166-1 alpha-2.', examples: ['ID'] }),
    timeZone: z.string().meta({ description: 'IANA name.', examples: ['Asia/Makassar'] }),
    areaM2: z.int().positive().meta({ description: 'In square metres.' }),
    createdAt: instant(),
    updatedAt: instant(),
  })
  .meta({ id: 'Warehouse' });
export type WarehouseView = z.output<typeof warehouseView>;

/** What an answer has of it. */
export const someWarehouseView = sparseOf(warehouseView);

export function showWarehouse(warehouse: Warehouse): WarehouseView {
  const { id, code, name, address, city, region, postalCode, country, timeZone, areaM2 } = warehouse;
  return {
    id,
    object: 'warehouse',
    ...{ code, name, address, city, region, postalCode, country, timeZone, areaM2 },
    createdAt: warehouse.createdAt.toISOString(),
    updatedAt: warehouse.updatedAt.toISOString(),
  };
}
