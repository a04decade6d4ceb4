import * as z from 'zod';
import { instant } from '../listing/instant.js';
import type { Company } from './company.entity.js';

/** A company as the API shows it. */
export const companyView = z
  .strictObject({
    id: z.string().meta({ examples: ['cmp_0Hn3bFvPzWq7mYkR2sT9cD'] }),
    object: z.literal('company'),
    workspaceId: z.string(),
    name: z.string(),
    createdAt: instant(),
  })
  .meta({ id: 'Company' });
export type CompanyView = z.output<typeof companyView>;

export function showCompany(company: Company): CompanyView {
  const { id, workspaceId, name, createdAt } = company;
  return { id, object: 'company', workspaceId, name, createdAt: createdAt.toISOString() };
}
