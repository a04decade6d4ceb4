import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, notFound, OF_THE_CALLER, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import { answersOfView } from '../../listing/answers-of-view.js';
import { fieldsParameter } from '../../listing/parameters.js';
import { sparse, sparseOf } from '../../listing/sparse.js';
import { Inventory } from '../../tenancy/inventory.js';
import { Company } from '../company.entity.js';
import { type CompanyView, companyView, showCompany } from '../company-view.js';

const showCompanyQuery = z.object({ fields: fieldsParameter(companyView) });

@Controller('public/v1/company')
export class ShowCompanyRoute {
  constructor(private readonly inventory: Inventory) {}

  /** A workspace that has no inventory yet has no company either. */
  @RequireScopes('company:read')
  @Describe({
    operationId: 'showCompany',
    summary: 'Show whose inventory it is',
    tag: 'Company',
    query: showCompanyQuery,
    answers: answersOfView('The company of the workspace.', sparseOf(companyView)),
    refusals: [404],
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async show(
    @ParsedQuery(showCompanyQuery) { fields }: z.output<typeof showCompanyQuery>,
    @CurrentPrincipal() { workspaceId }: Principal,
  ): Promise<Partial<CompanyView>> {
    const company = await this.inventory.of(workspaceId).select(Company, 'company').first();
    if (company === undefined) throw notFound();
    return sparse(showCompany(company), fields);
  }
}
