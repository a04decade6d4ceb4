export { findKafkaProvider, type KafkaProvider } from './find-kafka-provider.js';
export { KAFKA_IMAGE, kafkaImageSettings } from './kafka-image.js';
export type { NativeKafkaOptions, RunningKafka } from './kafka-options.js';
export { KAFKA_VERSION } from './maven-project.js';
export { KafkaStartError } from './kafka-start-error.js';
export { type DockerKafkaOptions, startDockerKafka, startNativeKafka } from './start-kafka.js';
