import type { Company } from './company.entity.js';

/** A company as the API shows it. */
export interface CompanyView {
  /** `cmp_…` */
  readonly id: string;
  readonly object: 'company';
  readonly workspaceId: string;
  readonly name: string;
  /** RFC 3339 UTC. */
  readonly createdAt: string;
}

export function showCompany(company: Company): CompanyView {
  const { id, workspaceId, name, createdAt } = company;
  return { id, object: 'company', workspaceId, name, createdAt: createdAt.toISOString() };
}
