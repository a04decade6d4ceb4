export const KAFKA_IMAGE = 'apache/kafka:4.3.1';

/** Where the image keeps the broker's data. */
export const IMAGE_DATA = '/var/lib/kafka/data';

/**
 * The environment of a single broker in that image, which takes all of its settings from here once one is given.
 *
 * @param host where clients reach the published port; told to them by the broker.
 * @param port inside the container and outside alike, so that the address leads to the broker from both.
 */
export function kafkaImageSettings(host: string, port: number): Record<string, string> {
  return {
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_NODE_ID: '1',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENERS: `CLIENTS://:${port},CONTROLLER://:9093`,
    KAFKA_ADVERTISED_LISTENERS: `CLIENTS://${host}:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'CLIENTS',
    KAFKA_LOG_DIRS: IMAGE_DATA,
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  };
}
