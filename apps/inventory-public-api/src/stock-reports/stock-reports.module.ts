import { Module } from '@nestjs/common';
import { ByCategoryRoute } from './by-category/by-category.route.js';
import { ByWarehouseRoute } from './by-warehouse/by-warehouse.route.js';
import { ListStockReportsRoute } from './list-stock-reports/list-stock-reports.route.js';
import { LowStockRoute } from './low-stock/low-stock.route.js';
import { ReportAnswers } from './report-answer/report-answers.js';

@Module({
  controllers: [ListStockReportsRoute, ByWarehouseRoute, ByCategoryRoute, LowStockRoute],
  providers: [ReportAnswers],
})
export class StockReportsModule {}
