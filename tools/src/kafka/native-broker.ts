import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../postgres/index.js';
import type { BrokerProcess } from './broker-process.js';
import { KafkaStartError } from './kafka-start-error.js';
import type { BrokerOrder } from './keeper-messages.js';
import { endLeftoverBroker } from './leftover-broker.js';
import { loggingProperties, serverProperties } from './server-properties.js';

/** Small and soon up rather than fast in the long run: this is one node for one machine. */
const JVM = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

type NativeOrder = Extract<BrokerOrder, { kind: 'native' }>;

/** Formats the data folder if it is new and starts the broker; it serves some seconds later. */
export async function startNativeBroker(order: NativeOrder, onProgress: (line: string) => void): Promise<BrokerProcess> {
  const { directory } = order;
  const place = (name: string): string => join(directory, name);
  await mkdir(place('data'), { recursive: true });
  await endLeftoverBroker(place('broker.pid'), directory);
  const controller = await freePort();
  const ports = { listener: order.port, advertised: order.advertisedPort, controller };
  await writeFile(place('server.properties'), serverProperties(ports, place('data')));
  await writeFile(place('log4j2.properties'), loggingProperties(place('broker.log')));
  if (!existsSync(join(directory, 'data', 'meta.properties'))) {
    onProgress('preparing the data folder of Kafka');
    await format(order);
  }
  onProgress('starting Kafka');
  const broker = java(order, 'kafka.Kafka', [place('server.properties')]);
  const output = tailOf(broker);
  await writeFile(place('broker.pid'), String(broker.pid ?? 0));
  return {
    pid: broker.pid ?? 0,
    gone: ending(broker).then(async () => (await lastError(place('broker.log'))) ?? lastLine(output())),
    stop: () => broker.kill('SIGTERM'),
    kill: () => broker.kill('SIGKILL'),
  };
}

async function format(order: NativeOrder): Promise<void> {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url').replace(/^-/, 'A');
  const properties = join(order.directory, 'server.properties');
  const tool = java(order, 'kafka.tools.StorageTool', ['format', '-t', id, '-c', properties]);
  const output = tailOf(tool);
  const code = await ending(tool);
  if (code !== 0) throw new KafkaStartError(`The data folder of Kafka, ${order.directory}, could not be prepared: ${lastLine(output())}`);
}

function java({ jars, directory }: NativeOrder, main: string, args: readonly string[]): ChildProcess {
  const logging = `-Dlog4j2.configurationFile=${join(directory, 'log4j2.properties')}`;
  const options = [...JVM, logging, '-cp', join(jars, '*'), main, ...args];
  return spawn('java', options, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What it printed last: reasons that come before there is a log, such as too little memory. */
function tailOf(child: ChildProcess): () => string {
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (tail = (tail + String(text)).slice(-2_000)));
  return () => tail;
}

function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(null);
    });
    child.once('close', resolve);
  });
}

/** What the broker's log names as the reason, in one line. */
async function lastError(logFile: string): Promise<string | undefined> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const errors = text.split('\n').filter((line) => / (ERROR|FATAL) /.test(line));
  return errors.at(-1)?.replace(/^\S+ (ERROR|FATAL) /, '');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? 'it gave no reason';
}
