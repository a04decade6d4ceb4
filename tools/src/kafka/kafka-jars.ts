import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { KafkaStartError } from './kafka-start-error.js';
import { COPY_DEPENDENCIES, JARS_FOLDER, KAFKA_VERSION, POM } from './maven-project.js';

const PROGRESS_EVERY_MS = 2_000;

type OnProgress = (line: string) => void;

/** Where the jars are, or would be. */
export function jarsFolder(cacheDirectory: string): string {
  return join(cacheDirectory, JARS_FOLDER);
}

/**
 * The folder with Kafka's jars: from the cache, else from Maven Central by the machine's `mvn` (43 MB, about 20 s).
 *
 * @throws KafkaStartError with one line where they cannot be had.
 */
export async function kafkaJars(cacheDirectory: string, onProgress: OnProgress, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = jarsFolder(cacheDirectory);
  if (existsSync(folder)) return folder;
  try {
    await mkdir(cacheDirectory, { recursive: true });
    // Downloaded beside the place and moved there in one step: what stands there is complete.
    const draft = await mkdtemp(join(cacheDirectory, 'draft-'));
    try {
      await download(draft, onProgress, env);
      await moveUnlessThere(join(draft, 'jars'), folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof KafkaStartError) throw error;
    throw new KafkaStartError(`Apache Kafka could not be put into ${cacheDirectory}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return folder;
}

async function download(draft: string, onProgress: OnProgress, env: NodeJS.ProcessEnv): Promise<void> {
  await writeFile(join(draft, 'pom.xml'), POM);
  const goal = [COPY_DEPENDENCIES, '-DincludeScope=runtime', `-DoutputDirectory=${join(draft, 'jars')}`];
  onProgress(`downloading Apache Kafka ${KAFKA_VERSION} from Maven Central (43 MB, once)`);
  const mvn = spawn('mvn', ['-B', '-f', join(draft, 'pom.xml'), ...goal], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const failed = new Promise<string>((resolve) => {
    mvn.once('error', (error) => {
      resolve(`mvn cannot be started (${error.message})`);
    });
  });
  const exited = new Promise<number | null>((resolve) => {
    mvn.once('close', resolve);
  });
  const cause = readOutput(mvn.stdout, onProgress);
  const outcome = await Promise.race([failed, exited]);
  if (outcome !== 0) throw new KafkaStartError(`Apache Kafka could not be downloaded from Maven Central: ${typeof outcome === 'string' ? outcome : await cause}`);
}

/** Tells now and then how far it is; resolves to the first error that mvn named. */
async function readOutput(output: NodeJS.ReadableStream, onProgress: OnProgress): Promise<string> {
  let files = 0;
  let toldAtMs = performance.now();
  let cause = 'mvn failed without a reason';
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith('[ERROR]') && cause.startsWith('mvn failed')) cause = line.slice('[ERROR]'.length).trim();
    if (!line.includes('Downloaded from')) continue;
    files += 1;
    if (performance.now() - toldAtMs < PROGRESS_EVERY_MS) continue;
    toldAtMs = performance.now();
    onProgress(`downloading Apache Kafka: ${files} files so far`);
  }
  return cause;
}

async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // Another process was faster, with the same jars.
    if (!existsSync(to)) throw error;
  }
}
