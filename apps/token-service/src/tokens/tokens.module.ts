import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnUsageModule } from '../usage/own-usage.module.js';
import { UsageReportsModule } from '../usage/usage-reports.module.js';
import { TokenLifetimeModule } from '../workspace/token-lifetime.module.js';
import { ChangeAnswers } from './answers/change-answers.js';
import { PastTokens } from './as-of/past-tokens.js';
import { DatabaseTokenChecker } from './bearer-check/database-token-checker.js';
import { CountedTokens } from './count-tokens/counted-tokens.js';
import { CountTokensRoute } from './count-tokens/count-tokens.route.js';
import { DisableTokenHandler } from './disable-token/disable-token.handler.js';
import { DisableTokenRoute } from './disable-token/disable-token.route.js';
import { EnableTokenHandler } from './enable-token/enable-token.handler.js';
import { EnableTokenRoute } from './enable-token/enable-token.route.js';
import { IssueRequests } from './issue-token/issue-requests.js';
import { IssueTokenHandler } from './issue-token/issue-token.handler.js';
import { IssueTokenRoute } from './issue-token/issue-token.route.js';
import { ListScopesRoute } from './list-scopes/list-scopes.route.js';
import { ListTokensRoute } from './list-tokens/list-tokens.route.js';
import { TokenPages } from './list-tokens/token-pages.js';
import { RevokeOwnTokenRoute } from './own-token/revoke-own-token.route.js';
import { ShowOwnTokenRoute } from './own-token/show-own-token.route.js';
import { ApiTokenRow } from './read-model/api-token-row.entity.js';
import { ApiTokenSecretRow } from './read-model/api-token-secret-row.entity.js';
import { ApiTokenView } from './read-model/api-token-view.entity.js';
import { ApiTokens } from './read-model/api-tokens.js';
import { RevokeTokenHandler } from './revoke-token/revoke-token.handler.js';
import { RevokeTokenRoute } from './revoke-token/revoke-token.route.js';
import { RevokeTokensHandler } from './revoke-tokens/revoke-tokens.handler.js';
import { RevokeTokensRoute } from './revoke-tokens/revoke-tokens.route.js';
import { SelectedTokens } from './revoke-tokens/selected-tokens.js';
import { RotateTokenHandler } from './rotate-token/rotate-token.handler.js';
import { RotateTokenRoute } from './rotate-token/rotate-token.route.js';
import { ShowReceiptRoute } from './show-receipt/show-receipt.route.js';
import { ShowSecretsRoute } from './show-secrets/show-secrets.route.js';
import { ShowTokenRoute } from './show-token/show-token.route.js';
import { TokenHistoryRoute } from './token-history/token-history.route.js';
import { TokenSetTransaction } from './token-set-transaction.js';
import { TokenTransaction } from './token-transaction.js';
import { TokenSearches } from './read-model/token-searches.js';
import { UpdateTokenHandler } from './update-token/update-token.handler.js';
import { UpdateTokenRoute } from './update-token/update-token.route.js';

const routes = [
  IssueTokenRoute, ListTokensRoute, CountTokensRoute, ShowTokenRoute, ShowSecretsRoute, TokenHistoryRoute,
  UpdateTokenRoute, RotateTokenRoute, DisableTokenRoute, EnableTokenRoute, RevokeTokenRoute, RevokeTokensRoute,
  ShowOwnTokenRoute, RevokeOwnTokenRoute, ListScopesRoute, ShowReceiptRoute,
];
const handlers = [
  IssueTokenHandler, UpdateTokenHandler, RotateTokenHandler, DisableTokenHandler, EnableTokenHandler, RevokeTokenHandler, RevokeTokensHandler,
];

/** Tokens: issued, looked at, changed, revoked; and the check of those that this service itself is called with. */
@Module({
  imports: [CqrsModule, OwnUsageModule, UsageReportsModule, TokenLifetimeModule, TypeOrmModule.forFeature([ApiTokenRow, ApiTokenSecretRow, ApiTokenView])],
  controllers: routes,
  providers: [ApiTokens, ChangeAnswers, CountedTokens, DatabaseTokenChecker, IssueRequests, ...handlers, PastTokens, SelectedTokens, TokenPages, TokenSearches, TokenSetTransaction, TokenTransaction],
  exports: [ApiTokens, ChangeAnswers, DatabaseTokenChecker, TokenTransaction],
})
export class TokensModule {}
