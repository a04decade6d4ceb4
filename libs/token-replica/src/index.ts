export type { Clock } from './clock.js';
export type { ReplicaObserver } from './replica-observer.js';
export type { ReplicaStatus } from './replica-status.js';
export { TokenReplica, type TokenReplicaOptions } from './token-replica.js';
export type { SnapshotOptions } from './snapshot/snapshot-connection.js';
export type { SnapshotObserver } from './snapshot/snapshot-observer.js';
export type { SnapshotStatus } from './snapshot/snapshot-status.js';
export { snapshotMigrations } from './snapshot/tables/index.js';

export type { GuardedRoute } from './usage/guarded-routes.js';
export { OwnDetail } from './usage/own-detail.js';

// The rules themselves, without a log or a timer, for a model of the whole protocol.
export { LocalCheck } from './check/local-check.js';
export { TokenContent } from './content/token-content.js';
export { Presence } from './presence.js';
export { judge } from './reading/counting.js';
export { Reading, type Taken } from './reading/reading.js';
export { UsageCounters } from './usage/usage-counters.js';
