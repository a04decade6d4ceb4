import { type DynamicModule, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { GateDescription } from './access/gate-description.js';
import { RouteMarks } from './access/route-marks.js';
import { CREDENTIAL_RESOLVER, type CredentialResolver } from './credentials/credential-resolver.js';
import { ADMISSION } from './gate/admission.js';
import { Gate } from './gate/gate.js';
import { RouteGuard } from './gate/route.guard.js';
import { TOKEN_CHECKER, type TokenChecker } from './gate/token-checker.js';
import { TokenChecks } from './gate/token-checks.js';
import { BearerStrategy } from './passport/bearer.strategy.js';
import { PassportAdmission } from './passport/passport-admission.js';
import type { Source } from './source.js';

export interface NestAuthOptions {
  /** What says whether a token is good: a replica's check, or a service's own database. */
  readonly checker: Source<TokenChecker>;
  /** Other credentials than a bearer token; none by default. */
  readonly resolver?: Source<CredentialResolver>;
  /** Modules whose exports checker and resolver are made of. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** Lets tokens pass through passport and its bearer strategy on their way to the check; costs CPU, changes no answer. */
  readonly throughPassport?: boolean;
}

/**
 * The gate before every route of the application. A route without @RequireScopes, @Authenticated or @Public stops the
 * start. What checks the tokens is the application's choice: ReplicaModule's TokenReplica, or its own.
 */
@Module({})
export class NestAuthModule {
  /** The marks are looked at while Nest makes its modules, before any of them is initialised. */
  constructor(marks: RouteMarks) {
    marks.refuseUnmarked();
  }

  static forRoot(options: NestAuthOptions): DynamicModule {
    const passage: Provider[] =
      options.throughPassport === true
        ? [BearerStrategy, { provide: ADMISSION, useClass: PassportAdmission }]
        : [{ provide: ADMISSION, useExisting: Gate }];
    return {
      module: NestAuthModule,
      imports: [DiscoveryModule, ...(options.imports ?? [])],
      providers: [
        { provide: TOKEN_CHECKER, ...options.checker } as Provider,
        { provide: CREDENTIAL_RESOLVER, ...(options.resolver ?? { useValue: undefined }) } as Provider,
        RouteMarks,
        GateDescription,
        TokenChecks,
        Gate,
        ...passage,
        { provide: APP_GUARD, useClass: RouteGuard },
      ],
    };
  }
}
