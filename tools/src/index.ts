export { freePort, type PostgresOptions, PostgresStartError, type RunningPostgres, startPostgres } from './postgres/index.js';
export {
  type DockerKafkaOptions,
  findKafkaProvider,
  KAFKA_IMAGE,
  KAFKA_VERSION,
  kafkaImageSettings,
  type KafkaProvider,
  KafkaStartError,
  type NativeKafkaOptions,
  type RunningKafka,
  startDockerKafka,
  startNativeKafka,
} from './kafka/index.js';
export { type CheckpointFiles, checkpointFiles } from './installation/checkpoint-files.js';
export { type DatabaseUrls, prepareDatabases } from './start/databases.js';
