import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { kafkaJars } from './kafka-jars.js';
import { KafkaStartError } from './kafka-start-error.js';

describe('the jars of Kafka', () => {
  let place: string;
  const lines: string[] = [];
  const mvnThat = async (script: string): Promise<void> => {
    const bin = join(place, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'mvn'), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, 'mvn'), 0o755);
  };
  const jars = (env = { PATH: `${join(place, 'bin')}:${process.env['PATH'] ?? ''}` }): Promise<string> =>
    kafkaJars(join(place, 'cache'), (line) => lines.push(line), env);

  beforeEach(async () => {
    lines.length = 0;
    place = await mkdtemp(join(tmpdir(), 'portcullis-jars-'));
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  it('are downloaded once, by a mvn that is told where to put them', async () => {
    await mvnThat('for a in "$@"; do case $a in -DoutputDirectory=*) mkdir -p "${a#*=}"; touch "${a#*=}/kafka.jar";; esac; done');
    const folder = await jars();
    expect(await readdir(folder)).toEqual(['kafka.jar']);
    expect(lines).toEqual([expect.stringContaining('downloading Apache Kafka')]);
    await writeFile(join(place, 'bin', 'mvn'), '#!/bin/sh\nexit 1\n');
    expect(await jars()).toBe(folder);
    expect(await readdir(join(place, 'cache'))).toHaveLength(1);
  });

  it('that cannot be downloaded are told in one line, with the reason, and leave nothing behind', async () => {
    await mvnThat('echo "[INFO] Scanning"; echo "[ERROR] Could not transfer artifact: no route to host"; echo "[ERROR] more"; exit 1');
    const failure = await jars().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(KafkaStartError);
    expect(String(failure)).toBe('KafkaStartError: Apache Kafka could not be downloaded from Maven Central: Could not transfer artifact: no route to host');
    expect(await readdir(join(place, 'cache'))).toEqual([]);
  });

  it('need mvn, and say so', async () => {
    await expect(jars({ PATH: join(place, 'nothing') })).rejects.toThrow(/^Apache Kafka could not be downloaded from Maven Central: mvn cannot be started/);
  });
});
