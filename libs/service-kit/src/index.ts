export { Public, PUBLIC_ACCESS, ROUTE_ACCESS } from './access/public-route.js';
export { Alarms, type RaisedAlarm } from './alarms/alarms.js';
export { CLOCK, type Clock, systemClock } from './clock.js';
export { ConfigurationError, type OtherReading, readConfiguration, readConfigurationBeside } from './configuration/read-configuration.js';
export {
  databaseUrlVariable,
  listVariable,
  originsVariable,
  portVariable,
  serviceVariables,
  wholeNumberVariable,
} from './configuration/variables.js';
export { type HealthPart, HealthRegistry, type HealthReport, type HealthStatus } from './health/health-registry.js';
export { FormBody } from './http/form-body.js';
export { requestAddress } from './http/request-address.js';
export { createRequestId } from './http/request-id.js';
export { createId } from './ids/create-id.js';
export { parseBody, parseForm, parseQuery } from './input/parse-input.js';
export { ParsedBody, ParsedForm, ParsedParams, ParsedQuery } from './input/parsed.js';
export { maskTokens } from './logging/mask-tokens.js';
export { ServiceLog } from './logging/service-log.js';
export { MetricsRegistry } from './metrics/metrics-registry.js';
export { type AccessDescriber, type AccessDescription, AccessDescriptions } from './openapi/access-descriptions.js';
export type { ApiDescription } from './openapi/api-description.js';
export { type Route, routeTemplate } from './openapi/application-routes.js';
export { Describe } from './openapi/describe.js';
export { cacheHeader, exactHeader, locationHeader, noStoreHeader, OF_THE_CALLER, ofTheCallerHeader, patternHeader, retryAfterHeader, sometimes } from './openapi/headers.js';
export { pageOf } from './openapi/page-of.js';
export type { RefusalDescription } from './openapi/refusal-description.js';
export type { AnswerDescription, HeaderDescription, RefusalStatus, RouteDescription } from './openapi/route-description.js';
export { type CursorBinding, decodeCursor, encodeCursor } from './paging/cursor.js';
export { DEFAULT_PAGE_LIMIT, type Page, pageParameters, toPage } from './paging/page.js';
export { type FieldError, Problem, type ProblemInit } from './problems/problem.js';
export { KnownFailures } from './problems/known-failures.js';
export {
  conflict,
  forbidden,
  notFound,
  preconditionFailed,
  tooManyRequests,
  unavailable,
  validationFailed,
} from './problems/refusals.js';
export { createService, type UnstartedServiceOptions } from './start/create-service.js';
export { exitWith, orExit } from './start/exit-with.js';
export type { ServiceOptions } from './start/service-options.js';
export { StartRefused } from './start/start-refused.js';
export { startService } from './start/start-service.js';
