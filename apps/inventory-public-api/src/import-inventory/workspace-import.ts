import type { EntityManager, EntityTarget } from 'typeorm';
import type * as z from 'zod';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { inBatches } from './in-batches.js';
import { readCsv } from './read-csv.js';
import { type RowCounts, type Target, upsert } from './upsert.js';

const BATCH_ROWS = 500;

/** One import of one workspace, in one transaction: how files become rows, and codes ids. */
export class WorkspaceImport {
  constructor(
    private readonly manager: EntityManager,
    private readonly folder: URL,
    readonly workspaceId: string,
  ) {}

  /** Reads a file in batches; `toRows` makes the rows of each, which go to the database before the next one is read. */
  async file<S extends z.ZodObject, Row extends WorkspaceRow>(
    table: CsvTable<S>,
    target: Target<Row>,
    toRows: (batch: readonly CsvRow<z.output<S>>[]) => Promise<readonly Partial<Row>[]>,
  ): Promise<RowCounts> {
    const counts = { inserted: 0, updated: 0, unchanged: 0 };
    for await (const batch of inBatches(readCsv(this.folder, table), BATCH_ROWS)) {
      const { inserted, updated, unchanged } = await upsert(this.manager, target, await toRows(batch));
      counts.inserted += inserted;
      counts.updated += updated;
      counts.unchanged += unchanged;
    }
    return counts;
  }

  /** What the workspace's rows have in one property, by what they have in another: `id` by `code`, say. */
  async lookUp<Row extends WorkspaceRow>(
    entity: EntityTarget<Row>,
    by: keyof Row & string,
    wanted: keyof Row & string,
    values: Iterable<string>,
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.manager
      .createQueryBuilder(entity, 'row')
      .select(`row.${by}`, 'by')
      .addSelect(`row.${wanted}`, 'wanted')
      .where(`row.workspaceId = :workspaceId AND row.${by} = ANY(:values)`, {
        workspaceId: this.workspaceId,
        values: [...new Set(values)],
      })
      .getRawMany<{ by: string; wanted: string }>();
    return new Map(rows.map((row) => [row.by, row.wanted]));
  }
}
