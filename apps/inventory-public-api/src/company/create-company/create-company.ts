import type { DataSource } from 'typeorm';
import { derivedId } from '../../tenancy/derived-id.js';
import { Company } from '../company.entity.js';

export type CompanyCreation =
  | { readonly outcome: 'created' | 'already_there'; readonly company: Company }
  /** The workspace has a company, and it has another name. */
  | { readonly outcome: 'other_name'; readonly company: Company };

/** Gives a workspace its company. Asked again with the same name it changes nothing. */
export async function createCompany(dataSource: DataSource, workspaceId: string, name: string): Promise<CompanyCreation> {
  const companies = dataSource.getRepository(Company);
  const id = derivedId('cmp_', workspaceId, workspaceId);
  const result = await companies
    .createQueryBuilder()
    .insert()
    .values({ workspaceId, id, name })
    .orIgnore()
    .updateEntity(false)
    .returning('id')
    .execute();
  const company = await companies.findOneByOrFail({ workspaceId });
  if (company.name !== name) return { outcome: 'other_name', company };
  return { outcome: (result.raw as unknown[]).length > 0 ? 'created' : 'already_there', company };
}
