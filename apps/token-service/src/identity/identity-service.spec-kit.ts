import { Writable } from 'node:stream';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestAuthModule, RequireScopes, type TokenChecker } from '@portcullis/nest-auth';
import { createService, Describe } from '@portcullis/service-kit';
import { z } from 'zod';
import { API } from '../api-description.js';
import type { Configuration } from '../configuration.js';
import { ConfigurationModule } from '../configuration.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { evidenceFiles } from '../evidence/evidence-files.spec-kit.js';
import type { Caller } from './authenticate-caller/caller.js';
import { CurrentCaller } from './authenticate-caller/current-caller.js';
import { SessionCredentials } from './authenticate-caller/session-credentials.js';
import { compareWithDocument } from './http-client.spec-kit.js';
import { IdentityModule } from './identity.module.js';
import type { Database } from './people.spec-kit.js';
import { readCookies } from './sessions/read-cookies.js';

export const OWN_ORIGIN = 'http://console.test:4100';
/** The one bearer that the gate of these tests lets through. */
export const GOOD_BEARER = 'good-bearer';

const checker: TokenChecker = {
  check: (token) => {
    if (token !== GOOD_BEARER) return { outcome: 'invalid' };
    const scopes = ['api_token:manage', 'items:read'] as const;
    const principal = { workspaceId: 'wsp_of_token', tokenId: 'tok_good', kind: 'user' as const, scopes, createdBy: 'usr_issuer', secretExpiresAt: null, expiresAt: null, allowedIps: [] };
    return { outcome: 'allowed', principal };
  },
};

/** Stands in for the capabilities whose routes ask who calls. */
@Controller('gated')
class GatedRoutes {
  @RequireScopes('api_token:manage')
  @Get('tokens')
  @Describe({ operationId: 'look', summary: 'Look', tag: 'Test', answers: { 200: { description: 'Who looks.', schema: z.looseObject({}) } } })
  look(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @RequireScopes('api_token:manage')
  @Post('tokens')
  @Describe({ operationId: 'change', summary: 'Change', tag: 'Test', answers: { 201: { description: 'Who changes.', schema: z.looseObject({}) } } })
  change(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }
}

@Module({ controllers: [GatedRoutes] })
class GatedModule {}

export interface IdentityService {
  readonly url: string;
  /** Everything it has logged so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Identity as it runs in token-service: its routes, the gate, a real database and a real socket. */
export async function startIdentity(database: Database, publicOrigins = [OWN_ORIGIN]): Promise<IdentityService> {
  const lines: string[] = [];
  const app = await createService({
    module: identityWith({ ...configuration, databaseUrl: database.connectionString, publicOrigins }),
    name: 'token-service',
    api: API,
    logLevel: 'trace',
    logDestination: new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
    trustedProxies: ['127.0.0.1'],
    configure: readCookies,
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await compareWithDocument(url);
  return { url, log: () => lines.join(''), stop: () => app.close() };
}

const configuration: Omit<Configuration, 'databaseUrl' | 'publicOrigins'> = {
  log: { kind: 'embedded', connectionString: '' },
  confirmWaitMs: 2_000,
  usageEventMs: 60_000,
  environment: 'live',
  evidence: evidenceFiles(),
  services: [],
};

function identityWith(settings: Configuration) {
  @Module({
    imports: [
      ConfigurationModule.of(settings),
      DatabaseModule,
      IdentityModule,
      GatedModule,
      NestAuthModule.forRoot({
        imports: [IdentityModule],
        resolver: { useExisting: SessionCredentials },
        checker: { useValue: checker },
      }),
    ],
  })
  class IdentityUnderTest {}
  return IdentityUnderTest;
}

