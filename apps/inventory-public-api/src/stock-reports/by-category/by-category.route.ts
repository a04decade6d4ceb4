import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, ParsedQuery } from '@portcullis/service-kit';
import { below } from '../../item-categories/below.js';
import { Inventory } from '../../tenancy/inventory.js';
import { answersOfReport } from '../report-answer/answers-of-report.js';
import { type ReplyHeaders, type ReportAnswer, ReportAnswers } from '../report-answer/report-answers.js';
import { type ByCategoryQuery, byCategoryQuery, byCategoryReport, type StockByCategoryView, stockByCategoryView } from './by-category.report.js';
import { StockByCategory } from './stock-by-category.entity.js';

@Controller('public/v1/stock-reports/by-category')
export class ByCategoryRoute {
  constructor(
    private readonly inventory: Inventory,
    private readonly answers: ReportAnswers,
  ) {}

  @RequireScopes('stock-reports:read')
  @Describe({
    operationId: 'reportStockByCategory',
    summary: 'Report the stock of each category and of all below it',
    tag: 'Stock reports',
    query: byCategoryQuery,
    answers: answersOfReport(stockByCategoryView),
    refusals: [406],
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async report(
    @ParsedQuery(byCategoryQuery) { parent, ...query }: ByCategoryQuery,
    @Headers('accept') accept: string | undefined,
    @CurrentPrincipal() { workspaceId }: Principal,
    @Res({ passthrough: true }) reply: ReplyHeaders,
  ): Promise<ReportAnswer<StockByCategoryView>> {
    const rows = () => {
      const stock = this.inventory.of(workspaceId).select(StockByCategory, 'stock');
      return parent === undefined ? stock : below(stock, parent);
    };
    return this.answers.answer(byCategoryReport, { ...query, accept, filters: { parent } }, rows, reply);
  }
}
