import { afterAll, beforeAll } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import type { DataSource } from 'typeorm';
import { openInventoryDatabase, seed } from './inventory-database.spec-kit.js';
import { type ServedInventory, serveInventory } from './served-inventory.spec-kit.js';

/** What a suite's tests ask and look into; there once its tests run. */
export interface InventoryOfSuite {
  readonly api: ServedInventory;
  readonly database: TestDatabase;
  /** As the commands have it. */
  readonly dataSource: DataSource;
}

/** Makes a database for the suite that it is called in, fills it, and serves the inventory on it until the suite's end. */
export function inventoryOfSuite(fill: (dataSource: DataSource, database: TestDatabase) => Promise<void>): InventoryOfSuite {
  let opened: InventoryOfSuite | undefined;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const dataSource = await openInventoryDatabase(database.connectionString);
    await fill(dataSource, database);
    opened = { database, dataSource, api: await serveInventory(database.connectionString) };
  }, 90_000);
  afterAll(async () => {
    await opened?.api.close();
    await opened?.dataSource.destroy();
    await opened?.database.drop();
  });
  const there = (): InventoryOfSuite => {
    if (opened === undefined) throw new Error('The inventory of the suite is not there before its tests run.');
    return opened;
  };
  return {
    get api() {
      return there().api;
    },
    get database() {
      return there().database;
    },
    get dataSource() {
      return there().dataSource;
    },
  };
}

/** The sample inventory twice: for who asks, and for somebody else. */
export async function seedTwoTenants(dataSource: DataSource): Promise<void> {
  await seed(dataSource, 'wsp_mine');
  await seed(dataSource, 'wsp_theirs');
}
