import { prepareDatabase } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import { createCompany } from './company/create-company/create-company.js';
import { entities } from './database/entities.js';
import { databaseSchema } from './database/migrations/index.js';
import { importInventory } from './import-inventory/import-inventory.js';

export const SAMPLE_DATA = new URL('../sample-data/', import.meta.url);

/** Migrates the database and opens it as the commands do. */
export async function openInventoryDatabase(url: string): Promise<DataSource> {
  await prepareDatabase(url, databaseSchema);
  return new DataSource({ type: 'postgres', url, entities, installExtensions: false, poolSize: 4 }).initialize();
}

/** A workspace with a company and the sample inventory. */
export async function seed(dataSource: DataSource, workspaceId: string, companyName = 'PT Sewa Jaya'): Promise<void> {
  await createCompany(dataSource, workspaceId, companyName);
  await importInventory(dataSource, workspaceId, SAMPLE_DATA);
}
