import { Controller, Get, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { notFound } from '@portcullis/service-kit';
import { Inventory } from '../../tenancy/inventory.js';
import { Company } from '../company.entity.js';
import { type CompanyView, showCompany } from '../company-view.js';

@Controller('public/v1/company')
export class ShowCompanyRoute {
  constructor(private readonly inventory: Inventory) {}

  /** A workspace that has no inventory yet has no company either. */
  @RequireScopes('company:read')
  @Get()
  @Header('cache-control', 'private, no-cache')
  async show(@CurrentPrincipal() { workspaceId }: Principal): Promise<CompanyView> {
    const company = await this.inventory.of(workspaceId).select(Company, 'company').first();
    if (company === undefined) throw notFound();
    return showCompany(company);
  }
}
