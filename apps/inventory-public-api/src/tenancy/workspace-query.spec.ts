import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import type { DataSource } from 'typeorm';
import { createCompany } from '../company/create-company/create-company.js';
import { openInventoryDatabase } from '../inventory-database.spec-kit.js';
import { Warehouse } from '../warehouses/warehouse.entity.js';
import { WorkspaceInventory } from './workspace-inventory.js';

describe('a query of one workspace', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openInventoryDatabase(database.connectionString);
    for (const workspace of ['wsp_mine', 'wsp_theirs']) {
      await createCompany(dataSource, workspace, workspace);
      for (const code of ['A', 'B']) {
        await database.query(
          `INSERT INTO warehouse (workspace_id, id, code, name, address, city, region, postal_code, country, time_zone, area_m2)
           VALUES ($1, $2, $3, $3, '', '', '', '', 'ID', 'Asia/Jakarta', 1)`,
          [workspace, `whs_${workspace}_${code}`, code],
        );
      }
    }
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const mine = () => new WorkspaceInventory(dataSource, 'wsp_mine').select(Warehouse, 'warehouse').orderBy('warehouse.code');

  it('finds the workspace’s rows alone', async () => {
    expect((await mine().rows()).map(({ id }) => id)).toEqual(['whs_wsp_mine_A', 'whs_wsp_mine_B']);
  });

  it('cannot be led out of the workspace by a condition that begins with OR', async () => {
    const rows = await mine().and('warehouse.code = :code OR true', { code: 'A' }).rows();
    expect(rows.map(({ workspaceId }) => workspaceId)).toEqual(['wsp_mine', 'wsp_mine']);
  });

  it('cannot be led out of the workspace by parameters of its own', async () => {
    const rows = await mine().and('true', { workspaceId: 'wsp_theirs' }).rows();
    expect(rows.map(({ workspaceId }) => workspaceId)).toEqual(['wsp_mine', 'wsp_mine']);
  });

  it('finds nothing by the id of another workspace’s row', async () => {
    expect(await mine().and('warehouse.id = :id', { id: 'whs_wsp_theirs_A' }).first()).toBeUndefined();
  });
});
