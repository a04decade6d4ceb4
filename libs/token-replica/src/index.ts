export type { Clock } from './clock.js';
export type { ReplicaObserver } from './replica-observer.js';
export type { ReplicaStatus } from './replica-status.js';
export { TokenReplica, type TokenReplicaOptions } from './token-replica.js';
