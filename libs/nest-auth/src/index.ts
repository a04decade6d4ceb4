export { Public } from '@portcullis/service-kit';
export type { CheckOutcome, Principal } from '@portcullis/token';
export { snapshotMigrations, TokenReplica } from '@portcullis/token-replica';
export { Authenticated, RequireScopes } from './access/marks.js';
export type { GuardedAccess, RouteAccess } from './access/route-access.js';
export {
  CREDENTIAL_RESOLVER,
  type CredentialResolver,
  type ResolverContext,
  type ResolverVerdict,
} from './credentials/credential-resolver.js';
export type { DescribedCredentials } from './credentials/described-credentials.js';
export { CurrentPrincipal } from './gate/current-principal.js';
export { twoCredentials, unauthenticated } from './gate/gate-problems.js';
export { type CheckRequest, TOKEN_CHECKER, type TokenChecker } from './gate/token-checker.js';
export { NestAuthModule, type NestAuthOptions } from './nest-auth.module.js';
export { ReplicaModule } from './replica/replica.module.js';
export type { ReplicaOptions } from './replica/replica-options.js';
export type { Source } from './source.js';
