import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { BrokerProcess } from './broker-process.js';
import { IMAGE_DATA, KAFKA_IMAGE, kafkaImageSettings } from './kafka-image.js';
import type { BrokerOrder } from './keeper-messages.js';

const run = promisify(execFile);

type DockerOrder = Extract<BrokerOrder, { kind: 'docker' }>;

/** Starts the broker in a container that is removed when it ends; its data stays where there is a named volume for it. */
export async function startDockerBroker({ port, volume }: DockerOrder, onProgress: (line: string) => void): Promise<BrokerProcess> {
  onProgress(`starting Kafka in Docker (${KAFKA_IMAGE}; pulled the first time)`);
  const name = volume ?? `portcullis-kafka-${port}`;
  // One left behind on the same data by a killed keeper.
  await run('docker', ['rm', '--force', name]).catch(() => undefined);
  const settings = Object.entries(kafkaImageSettings('127.0.0.1', port)).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const storage = volume === null ? [] : ['--volume', `${volume}:${IMAGE_DATA}`];
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
