import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, ParsedQuery } from '@portcullis/service-kit';
import { Inventory } from '../../tenancy/inventory.js';
import { answersOfReport } from '../report-answer/answers-of-report.js';
import { type ReplyHeaders, type ReportAnswer, ReportAnswers } from '../report-answer/report-answers.js';
import { type LowStockQuery, lowStockQuery, lowStockReport, type LowStockView, lowStockView } from './low-stock.report.js';
import { lowStockRows } from './low-stock-rows.js';

@Controller('public/v1/stock-reports/low-stock')
export class LowStockRoute {
  constructor(
    private readonly inventory: Inventory,
    private readonly answers: ReportAnswers,
  ) {}

  @RequireScopes('stock-reports:read')
  @Describe({
    operationId: 'reportLowStock',
    summary: 'Report what has to be reordered: fewer available than the reorder level',
    tag: 'Stock reports',
    query: lowStockQuery,
    answers: answersOfReport(lowStockView),
    refusals: [406],
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async report(
    @ParsedQuery(lowStockQuery) { warehouse, category, status, ...query }: LowStockQuery,
    @Headers('accept') accept: string | undefined,
    @CurrentPrincipal() { workspaceId }: Principal,
    @Res({ passthrough: true }) reply: ReplyHeaders,
  ): Promise<ReportAnswer<LowStockView>> {
    const filters = { warehouse, category, status };
    const rows = () => lowStockRows(this.inventory.of(workspaceId), filters);
    return this.answers.answer(lowStockReport, { ...query, accept, filters }, rows, reply);
  }
}
