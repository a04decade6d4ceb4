import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RequestLimitsModule } from '../request-limits/request-limits.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { IntrospectTokenRoute } from './introspect-token/introspect-token.route.js';
import { TokenIntrospection } from './introspect-token/token-introspection.js';
import { RevokePresentedTokenHandler } from './revoke-token/revoke-presented-token.handler.js';
import { RevokePresentedTokenRoute } from './revoke-token/revoke-presented-token.route.js';

/** Tokens for programs that speak OAuth: introspection (RFC 7662) and revocation (RFC 7009). */
@Module({
  imports: [CqrsModule, RequestLimitsModule, TokensModule],
  controllers: [IntrospectTokenRoute, RevokePresentedTokenRoute],
  providers: [TokenIntrospection, RevokePresentedTokenHandler],
})
export class OAuthModule {}
