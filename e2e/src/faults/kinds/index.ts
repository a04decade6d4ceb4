import { brokerKilled, brokerPaused } from './broker-faults.js';
import type { Fault } from './fault.js';
import { answersSwallowed, networkCut, networkStalled } from './network-faults.js';
import { clocksStepped, databaseRestarted, justJoined, machineAsleep, replicaKilled, replicaSuspended } from './process-faults.js';
import { bothRestartedWhileTheLogIsAway, leaderPaused, relayKilled } from './relay-faults.js';
import { oldSnapshot } from './snapshot-faults.js';
import { lateDuplicate, offsetsOutOfRange, topicMadeAgain } from './topic-faults.js';
import { versionsMixed } from './version-faults.js';

export const FAULTS: readonly Fault[] = [
  brokerKilled,
  brokerPaused,
  networkCut,
  networkStalled,
  answersSwallowed,
  relayKilled,
  leaderPaused,
  bothRestartedWhileTheLogIsAway,
  replicaKilled,
  justJoined,
  replicaSuspended,
  machineAsleep,
  clocksStepped,
  databaseRestarted,
  oldSnapshot,
  versionsMixed,
  topicMadeAgain,
  offsetsOutOfRange,
  lateDuplicate,
];
export type { Fault } from './fault.js';
