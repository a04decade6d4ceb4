import { Module } from '@nestjs/common';
import { DryRun } from './dry-run/dry-run.js';
import { Exposure } from './exposure/exposure.js';
import { ShowExposureRoute } from './exposure/show-exposure.route.js';
import { ShowTokenUsageRoute } from './show-usage/show-token-usage.route.js';
import { ShowWorkspaceUsageRoute } from './show-usage/show-workspace-usage.route.js';
import { UsageReports } from './show-usage/usage-reports.js';

/** What was counted, for people and auditors. */
@Module({ controllers: [ShowTokenUsageRoute, ShowWorkspaceUsageRoute, ShowExposureRoute], providers: [UsageReports, Exposure, DryRun], exports: [DryRun] })
export class UsageReportsModule {}
