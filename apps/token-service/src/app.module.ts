import { type DynamicModule, Module } from '@nestjs/common';
import { NestAuthModule } from '@portcullis/nest-auth';
import { AuditModule } from './audit/audit.module.js';
import type { Configuration } from './configuration.js';
import { ConfigurationModule } from './configuration.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { FrontPageModule } from './front-page/front-page.module.js';
import { SessionCredentials } from './identity/authenticate-caller/session-credentials.js';
import { IdentityModule } from './identity/identity.module.js';
import { LeakedTokensModule } from './leaked-tokens/leaked-tokens.module.js';
import { LiveModule } from './live/live.module.js';
import { MessageLogModule } from './message-log/message-log.module.js';
import { OAuthModule } from './oauth/oauth.module.js';
import { PeopleModule } from './people/people.module.js';
import { PublicationModule } from './publication/publication.module.js';
import { DatabaseTokenChecker } from './tokens/bearer-check/database-token-checker.js';
import { TokensModule } from './tokens/tokens.module.js';
import { UsageModule } from './usage/usage.module.js';
import { WorkspaceModule } from './workspace/workspace.module.js';

/** token-service: what it stands on, its capabilities, and the gate in front of all of them. */
@Module({})
export class AppModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.of(configuration),
        DatabaseModule,
        MessageLogModule,
        // Every capability that changes a token asks it for the receipt.
        { module: PublicationModule, global: true },
        IdentityModule,
        TokensModule,
        AuditModule,
        EvidenceModule,
        OAuthModule,
        LeakedTokensModule,
        WorkspaceModule,
        PeopleModule,
        UsageModule,
        LiveModule,
        FrontPageModule,
        NestAuthModule.forRoot({
          imports: [IdentityModule, TokensModule],
          resolver: { useExisting: SessionCredentials },
          checker: { useExisting: DatabaseTokenChecker },
        }),
      ],
    };
  }
}
