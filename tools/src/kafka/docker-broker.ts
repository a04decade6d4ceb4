import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { BrokerProcess } from './broker-process.js';
import type { BrokerOrder } from './keeper-messages.js';

export const KAFKA_IMAGE = 'apache/kafka:4.3.1';

const DATA = '/var/lib/kafka/data';

const run = promisify(execFile);

type DockerOrder = Extract<BrokerOrder, { kind: 'docker' }>;

/** Starts the broker in a container that is removed when it ends; its data stays where there is a named volume for it. */
export async function startDockerBroker({ port, volume }: DockerOrder, onProgress: (line: string) => void): Promise<BrokerProcess> {
  onProgress(`starting Kafka in Docker (${KAFKA_IMAGE}; pulled the first time)`);
  const name = volume ?? `portcullis-kafka-${port}`;
  // One left behind on the same data by a killed keeper.
  await run('docker', ['rm', '--force', name]).catch(() => undefined);
  const settings = Object.entries(containerSettings(port)).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const storage = volume === null ? [] : ['--volume', `${volume}:${DATA}`];
  const place = ['--name', name, '--publish', `127.0.0.1:${port}:${port}`, ...storage];
  const client = spawn('docker', ['run', '--rm', ...place, ...settings, KAFKA_IMAGE], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  client.stderr.on('data', (text) => (said = (said + String(text)).slice(-2_000)));
  const gone = new Promise<string>((resolve) => {
    const settle = (): void => {
      resolve(said.trim().split('\n').at(-1) ?? '');
    };
    client.once('error', settle);
    client.once('close', settle);
  });
  // The client's own end would leave the container running: it is told by name.
  const tell = (...words: string[]): void => {
    void run('docker', [...words, name]).catch(() => undefined);
  };
  return {
    pid: 0,
    gone,
    stop: () => {
      tell('stop');
    },
    kill: () => {
      tell('kill');
    },
  };
}

/** The image takes all of its settings from here once one is given. */
function containerSettings(port: number): Record<string, string | number> {
  return {
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_NODE_ID: 1,
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENERS: `CLIENTS://:${port},CONTROLLER://:9093`,
    KAFKA_ADVERTISED_LISTENERS: `CLIENTS://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'CLIENTS',
    KAFKA_LOG_DIRS: DATA,
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1,
    KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: 1,
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: 1,
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 1,
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: 1,
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: 1,
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: 0,
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  };
}
