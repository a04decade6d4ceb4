import { z } from 'zod';
import { ItemCategory } from '../item-categories/item-category.entity.js';
import { derivedId } from '../tenancy/derived-id.js';
import type { CsvTable } from './csv-table.js';
import { code, text } from './fields.js';
import { ImportFailure } from './import-failure.js';
import type { RowCounts } from './upsert.js';
import type { WorkspaceImport } from './workspace-import.js';

const schema = z.object({
  code: code(),
  parent_code: z.union([z.literal('').transform(() => null), code()]),
  name: text(),
});

const table: CsvTable<typeof schema> = { file: 'item-categories.csv', schema, unique: [['code']] };

/** A parent stands above its children in the same file, so that no row can be above itself. */
export function importCategories(work: WorkspaceImport): Promise<RowCounts> {
  const { workspaceId } = work;
  const idOf = new Map<string, string>();
  return work.file(table, { entity: ItemCategory, key: ['workspaceId', 'code'] }, async (batch) => {
    const known = await work.lookUp(ItemCategory, 'code', 'id', batch.map(({ value }) => value.code));
    return batch.map(({ line, value }) => {
      const parentId = value.parent_code === null ? null : idOf.get(value.parent_code);
      if (parentId === undefined) {
        throw new ImportFailure({ file: table.file, line }, `parent_code: no category ${String(value.parent_code)} stands above this line`);
      }
      const id = known.get(value.code) ?? derivedId('cat_', workspaceId, value.code);
      idOf.set(value.code, id);
      return { workspaceId, id, parentId, code: value.code, name: value.name };
    });
  });
}
