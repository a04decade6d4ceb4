import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { jarsFolder } from './kafka-jars.js';

const run = promisify(execFile);
const OLDEST_JAVA = 17;
const PATIENCE_MS = 15_000;

/** How this machine can have a Kafka, best first; `none` says what is missing. */
export type KafkaProvider =
  | { readonly kind: 'given'; readonly brokers: string }
  | { readonly kind: 'native' }
  | { readonly kind: 'docker' }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * `KAFKA_BROKERS` where it is set; else Java 17 with the jars at hand or `mvn` to get them; else Docker.
 *
 * @param env where `KAFKA_BROKERS` is looked for; its PATH, if it has one, is used for java, mvn and docker.
 * @param cacheDirectory where the jars would be.
 */
export async function findKafkaProvider(env: NodeJS.ProcessEnv, cacheDirectory: string): Promise<KafkaProvider> {
  const brokers = env['KAFKA_BROKERS'];
  if (brokers !== undefined && brokers !== '') return { kind: 'given', brokers };
  const machine = { ...process.env, ...env };
  const noJava = await whyNoJava(machine);
  const noJars = existsSync(jarsFolder(cacheDirectory)) ? null : await whyNot(machine, 'mvn', ['--version'], 'mvn is not installed');
  if (noJava === null && noJars === null) return { kind: 'native' };
  const noDocker = await whyNot(machine, 'docker', ['version', '--format', '{{.Server.Version}}'], 'no Docker engine answers');
  if (noDocker === null) return { kind: 'docker' };
  const native = [noJava, noJars].filter((reason) => reason !== null).join(', ');
  return { kind: 'none', reason: `no brokers are given; ${native}; ${noDocker}` };
}

async function whyNoJava(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    const { stderr } = await run('java', ['-version'], { env, timeout: PATIENCE_MS });
    const version = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
    return version >= OLDEST_JAVA ? null : `Java ${version} is too old (${OLDEST_JAVA} or newer is needed)`;
  } catch {
    return `Java ${OLDEST_JAVA} or newer is not installed`;
  }
}

async function whyNot(env: NodeJS.ProcessEnv, command: string, args: readonly string[], reason: string): Promise<string | null> {
  try {
    await run(command, args, { env, timeout: PATIENCE_MS });
    return null;
  } catch {
    return reason;
  }
}
