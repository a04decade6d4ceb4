import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE_FOLDER } from './cache-folder.js';
import type { Peers } from './install-peers.js';

export const KEYCLOAK_VERSION = '26.4.0';
const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack';
const WITHIN_MS = 600_000;

/** Keycloak's distribution by the machine's `mvn`, 160 MB the first time; needs Java 17 as Kafka does. */
export async function installKeycloak(say: (line: string) => void): Promise<Peers> {
  const name = `keycloak-${KEYCLOAK_VERSION}`;
  const folder = join(CACHE_FOLDER, name);
  if (existsSync(folder)) return { folder };
  say(`downloading Keycloak ${KEYCLOAK_VERSION} (160 MB, once)`);
  await mkdir(CACHE_FOLDER, { recursive: true });
  const draft = await mkdtemp(join(CACHE_FOLDER, 'draft-'));
  try {
    const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:zip`;
    await promisify(execFile)('mvn', ['-B', '-q', UNPACK, artifact, `-DoutputDirectory=${draft}`], { cwd: draft, timeout: WITHIN_MS });
    await rename(join(draft, name), folder);
    return { folder };
  } catch (error) {
    return { missing: `mvn could not get it (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
