import { pageParameters } from '@portcullis/service-kit';
import { z } from 'zod';
import { fieldsParameter, searchParameter, sortParameter } from '../../listing/parameters.js';
import { byInstant, byText } from '../../listing/sort-key.js';
import type { SortedList } from '../../listing/sorted-list.js';
import type { Warehouse } from '../warehouse.entity.js';
import { warehouseView } from '../warehouse-view.js';

export const warehousesInOrder = {
  route: 'GET /public/v1/warehouses',
  sorts: {
    code: byText('warehouse.code', ({ code }) => code),
    name: byText('warehouse.name', ({ name }) => name),
    createdAt: byInstant('warehouse.createdAt', ({ createdAt }) => createdAt),
    updatedAt: byInstant('warehouse.updatedAt', ({ updatedAt }) => updatedAt),
  },
} satisfies SortedList<Warehouse>;

const warehouseFilters = {
  country: z
    .string({ error: 'Must be given once.' })
    .regex(/^[A-Z]{2}$/, 'Must be two capital letters (ISO 3166-1).')
    .optional()
    .meta({ description: 'Warehouses in this country, ISO 3166-1 alpha-2.' }),
  search: searchParameter().optional().meta({ description: 'Part of the name, the code or the city, in any case.' }),
};

export const listWarehousesQuery = z.object({
  ...pageParameters,
  ...warehouseFilters,
  sort: sortParameter(warehousesInOrder.sorts, 'code'),
  fields: fieldsParameter(warehouseView),
});

export type ListWarehousesQuery = z.output<typeof listWarehousesQuery>;
