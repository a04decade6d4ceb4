import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import { CurrentPrincipal, type Principal, RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, ParsedQuery } from '@portcullis/service-kit';
import { Inventory } from '../../tenancy/inventory.js';
import { answersOfReport } from '../report-answer/answers-of-report.js';
import { type ReplyHeaders, type ReportAnswer, ReportAnswers } from '../report-answer/report-answers.js';
import { type ByWarehouseQuery, byWarehouseQuery, byWarehouseReport, type StockByWarehouseView, stockByWarehouseView } from './by-warehouse.report.js';
import { StockByWarehouse } from './stock-by-warehouse.entity.js';

@Controller('public/v1/stock-reports/by-warehouse')
export class ByWarehouseRoute {
  constructor(
    private readonly inventory: Inventory,
    private readonly answers: ReportAnswers,
  ) {}

  @RequireScopes('stock-reports:read')
  @Describe({
    operationId: 'reportStockByWarehouse',
    summary: 'Report the stock of each warehouse',
    tag: 'Stock reports',
    query: byWarehouseQuery,
    answers: answersOfReport(stockByWarehouseView),
    refusals: [406],
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  async report(
    @ParsedQuery(byWarehouseQuery) { warehouse, ...query }: ByWarehouseQuery,
    @Headers('accept') accept: string | undefined,
    @CurrentPrincipal() { workspaceId }: Principal,
    @Res({ passthrough: true }) reply: ReplyHeaders,
  ): Promise<ReportAnswer<StockByWarehouseView>> {
    const rows = () => {
      const stock = this.inventory.of(workspaceId).select(StockByWarehouse, 'stock');
      return warehouse === undefined ? stock : stock.and('stock.id = :warehouse', { warehouse });
    };
    return this.answers.answer(byWarehouseReport, { ...query, accept, filters: { warehouse } }, rows, reply);
  }
}
