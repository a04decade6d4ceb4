import { Module } from '@nestjs/common';
import { TokensModule } from '../tokens/tokens.module.js';
import { ExportHistoryModule } from './export-history/export-history.module.js';
import { ShowKnowledgeRoute } from './knowledge/show-knowledge.route.js';
import { EventPages } from './list-events/event-pages.js';
import { ListEventsRoute } from './list-events/list-events.route.js';

const routes = [ListEventsRoute, ShowKnowledgeRoute];

/** What happened, and what was known of it: the workspace's history, and its export. */
@Module({
  imports: [ExportHistoryModule, TokensModule],
  controllers: routes,
  providers: [EventPages],
})
export class AuditModule {}
