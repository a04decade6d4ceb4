import type { DataSource } from 'typeorm';
import { createCompany } from '../company/create-company/create-company.js';
import { importInventory, type ImportReport } from '../import-inventory/import-inventory.js';
import { CommandFailure } from './command-failure.js';

/** The same place from src and from dist. */
const SAMPLE_DATA = new URL('../../sample-data/', import.meta.url);
const WORKSPACE_ID = /^wsp_[0-9A-Za-z]{1,60}$/;

export interface CompanyCreateOptions {
  readonly workspace: string;
  readonly name: string;
  /** Import the sample inventory into it. */
  readonly seed?: boolean;
}

export interface CompanyCreated {
  readonly companyId: string;
  readonly workspaceId: string;
  readonly name: string;
  /** False where it was there before. */
  readonly created: boolean;
  /** What the sample inventory brought; null where it was not asked for. */
  readonly imported: ImportReport | null;
}

/**
 * `company create`: repeated, it answers the same and changes nothing.
 *
 * @throws CommandFailure where the workspace has a company of another name
 */
export async function companyCreate(dataSource: DataSource, options: CompanyCreateOptions): Promise<CompanyCreated> {
  const name = options.name.trim();
  if (!WORKSPACE_ID.test(options.workspace)) throw new CommandFailure('--workspace must be the id of a workspace, wsp_…');
  if (!/^\P{Cc}{1,200}$/u.test(name)) throw new CommandFailure('--name must have 1 to 200 characters');
  const { outcome, company } = await createCompany(dataSource, options.workspace, name);
  if (outcome === 'other_name') {
    throw new CommandFailure(`the workspace ${options.workspace} already has the company ${JSON.stringify(company.name)}; nothing was changed`);
  }
  const imported = options.seed === true ? await importInventory(dataSource, options.workspace, SAMPLE_DATA) : null;
  return { companyId: company.id, workspaceId: company.workspaceId, name, created: outcome === 'created', imported };
}
