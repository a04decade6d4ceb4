export { download, type DownloadRequest } from './download.js';
export { ProblemError, UnexpectedAnswerError, UnreachableError } from './failures.js';
export type { ApiToken, Bundle, operations, paths, Problem, Receipt, Replica, Scope, Session, TokenEvent, TokensRevoked, User, UserChanged } from './generated/token-service.js';
export { BUNDLES, SCOPES, STATUSES } from './generated/token-service.js';
export { type Answer, answerOf, type Credentials, managementClient, type ManagementClient, type ManagementClientOptions } from './management-client.js';
export { type Page, pages } from './pages.js';
export { logIn, type LoggedIn } from './sessions.js';
