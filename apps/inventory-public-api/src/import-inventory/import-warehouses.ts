import { z } from 'zod';
import { derivedId } from '../tenancy/derived-id.js';
import { Warehouse } from '../warehouses/warehouse.entity.js';
import type { CsvTable } from './csv-table.js';
import { code, text, wholeNumber } from './fields.js';
import type { RowCounts } from './upsert.js';
import type { WorkspaceImport } from './workspace-import.js';

const schema = z.object({
  code: code(),
  name: text(),
  address: text(),
  city: text(),
  region: text(),
  postal_code: text(),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code of two letters'),
  time_zone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Jakarta'),
  area_m2: wholeNumber().refine((area) => area > 0, 'must be more than 0'),
});

const table: CsvTable<typeof schema> = { file: 'warehouses.csv', schema, unique: [['code']] };

export function importWarehouses(work: WorkspaceImport): Promise<RowCounts> {
  const { workspaceId } = work;
  return work.file(table, { entity: Warehouse, key: ['workspaceId', 'code'] }, (batch) =>
    Promise.resolve(
      batch.map(({ value: { postal_code: postalCode, time_zone: timeZone, area_m2: areaM2, ...rest } }) => ({
        workspaceId,
        id: derivedId('whs_', workspaceId, rest.code),
        postalCode,
        timeZone,
        areaM2,
        ...rest,
      })),
    ),
  );
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
