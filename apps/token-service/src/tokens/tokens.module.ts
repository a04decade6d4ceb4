import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnUsageModule } from '../usage/own-usage.module.js';
import { ChangeAnswers } from './answers/change-answers.js';
import { DatabaseTokenChecker } from './bearer-check/database-token-checker.js';
import { IssueRequests } from './issue-token/issue-requests.js';
import { IssueTokenHandler } from './issue-token/issue-token.handler.js';
import { IssueTokenRoute } from './issue-token/issue-token.route.js';
import { ListTokensRoute } from './list-tokens/list-tokens.route.js';
import { ApiTokenRow } from './read-model/api-token-row.entity.js';
import { ApiTokenSecretRow } from './read-model/api-token-secret-row.entity.js';
import { ApiTokenView } from './read-model/api-token-view.entity.js';
import { ApiTokens } from './read-model/api-tokens.js';
import { RevokeTokenHandler } from './revoke-token/revoke-token.handler.js';
import { RevokeTokenRoute } from './revoke-token/revoke-token.route.js';
import { RevokeTokensHandler } from './revoke-tokens/revoke-tokens.handler.js';
import { RevokeTokensRoute } from './revoke-tokens/revoke-tokens.route.js';
import { SelectedTokens } from './revoke-tokens/selected-tokens.js';
import { ShowReceiptRoute } from './show-receipt/show-receipt.route.js';
import { ShowTokenRoute } from './show-token/show-token.route.js';
import { TokenHistoryRoute } from './token-history/token-history.route.js';
import { TokenSetTransaction } from './token-set-transaction.js';
import { TokenTransaction } from './token-transaction.js';

/** Tokens: issued, looked at, revoked; and the check of those that this service itself is called with. */
@Module({
  imports: [CqrsModule, OwnUsageModule, TypeOrmModule.forFeature([ApiTokenRow, ApiTokenSecretRow, ApiTokenView])],
  controllers: [IssueTokenRoute, ListTokensRoute, ShowTokenRoute, RevokeTokenRoute, RevokeTokensRoute, TokenHistoryRoute, ShowReceiptRoute],
  providers: [ApiTokens, ChangeAnswers, DatabaseTokenChecker, IssueRequests, IssueTokenHandler, RevokeTokenHandler, RevokeTokensHandler, SelectedTokens, TokenSetTransaction, TokenTransaction],
  exports: [DatabaseTokenChecker],
})
export class TokensModule {}
