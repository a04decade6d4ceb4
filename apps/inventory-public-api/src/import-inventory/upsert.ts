import type { EntityManager, EntityTarget } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

export interface RowCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A table, and by which of its properties a row is found again. */
export interface Target<Row extends WorkspaceRow> {
  readonly entity: EntityTarget<Row>;
  readonly key: readonly (keyof Row & string)[];
}

/** Inserts new rows, updates those that differ, leaves the others alone; an existing row keeps its id. A row may be in the batch once. */
export async function upsert<Row extends WorkspaceRow>(
  manager: EntityManager,
  { entity, key }: Target<Row>,
  rows: readonly Partial<Row>[],
): Promise<RowCounts> {
  const { columns } = manager.dataSource.getMetadata(entity);
  const named = (property: string) => columns.find(({ propertyName }) => propertyName === property)?.databaseName ?? property;
  const overwritten = columns.filter((column) => !column.isPrimary && column.isUpdate && !key.includes(column.propertyName as never));
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(rows as QueryDeepPartialEntity<Row>[])
    .orUpdate(overwritten.map(({ databaseName }) => databaseName), key.map(named), { skipUpdateIfNoValuesChanged: true })
    // A row that this statement inserted has never been locked or updated by anybody; one that it updated was locked by it.
    .returning('xmax = 0 AS inserted')
    .updateEntity(false)
    .execute();
  const touched = result.raw as { inserted: boolean }[];
  const inserted = touched.filter((row) => row.inserted).length;
  return { inserted, updated: touched.length - inserted, unchanged: rows.length - touched.length };
}
