import { Controller, Get, Header, Query } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, type Page, pageOf, parseQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import { answersOfView } from '../../listing/answers-of-view.js';

const stockReportView = z
  .strictObject({ object: z.literal('stock_report'), name: z.string(), summary: z.string(), href: z.string() })
  .meta({ id: 'StockReport' });
type StockReportView = z.output<typeof stockReportView>;

const noParameters = z.object({});

const reports: StockReportView[] = [
  { name: 'by-warehouse', summary: 'Totals of each warehouse.' },
  { name: 'by-category', summary: 'Totals of each category and of all below it.' },
  { name: 'low-stock', summary: 'Items of which a warehouse has fewer available than its reorder level.' },
].map(({ name, summary }) => ({ object: 'stock_report', name, summary, href: `/public/v1/stock-reports/${name}` }));

@Controller('public/v1/stock-reports')
export class ListStockReportsRoute {
  @RequireScopes('stock-reports:read')
  @Describe({
    operationId: 'listStockReports',
    summary: 'List the stock reports that there are',
    tag: 'Stock reports',
    query: noParameters,
    answers: answersOfView('The reports and where they are.', pageOf(stockReportView)),
  })
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  list(@Query() query: unknown): Page<StockReportView> {
    parseQuery(noParameters, query);
    return { data: reports, nextCursor: null };
  }
}
