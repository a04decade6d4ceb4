export { awaitLog, awaitProducer } from './await-log.js';
export type { EmbeddedConnection, KafkaConnection, KafkaSasl, KafkaTls, LogConnection } from './connection.js';
export { provisionEmbeddedLog, type TopicGrant } from './embedded/provision.js';
export type { Query } from './embedded/query.js';
export {
  AccessDenied,
  type Acknowledgement,
  type ConsumerOptions,
  type Log,
  LogClosed,
  type LogConsumer,
  type LogLogger,
  type LogProducer,
  type LogRecord,
  MissingTopic,
  type OutgoingRecord,
  type StartPosition,
  type Topic,
  TopologyError,
  UnexpectedAcknowledgement,
} from './log.js';
export { openLog } from './open-log.js';
export { type ConnectionProblem, type LogConnectionReading, readLogConnection } from './read-log-connection.js';
export { PacedLoop } from './paced-loop.js';
export { SteadyProducer } from './steady-producer.js';
