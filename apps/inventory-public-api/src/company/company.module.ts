import { Module } from '@nestjs/common';
import { ShowCompanyRoute } from './show-company/show-company.route.js';

@Module({ controllers: [ShowCompanyRoute] })
export class CompanyModule {}
