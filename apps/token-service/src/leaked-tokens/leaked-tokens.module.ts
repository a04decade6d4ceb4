import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RequestLimitsModule } from '../request-limits/request-limits.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { LeakRevocation } from './leak-revocation.js';
import { LeakedSecrets } from './leaked-secrets.js';
import { ReportLeakedTokensHandler } from './report-leaked-tokens/report-leaked-tokens.handler.js';
import { ReportLeakedTokensRoute } from './report-leaked-tokens/report-leaked-tokens.route.js';
import { ShowTokenFormatRoute } from './show-token-format/show-token-format.route.js';

/** Secrets that were found where they should not be: how to find them, and what becomes of them. */
@Module({
  imports: [CqrsModule, RequestLimitsModule, TokensModule],
  controllers: [ReportLeakedTokensRoute, ShowTokenFormatRoute],
  providers: [LeakedSecrets, LeakRevocation, ReportLeakedTokensHandler],
})
export class LeakedTokensModule {}
