import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findKafkaProvider, type KafkaProvider } from './find-kafka-provider.js';
import { jarsFolder } from './kafka-jars.js';

describe('the Kafka of a machine', () => {
  let place: string;
  const install = async (name: string, script = 'exit 0'): Promise<void> => {
    await writeFile(join(place, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(place, name), 0o755);
  };
  const find = (env: NodeJS.ProcessEnv = {}): Promise<KafkaProvider> => findKafkaProvider({ PATH: place, ...env }, place);
  const java = (version: string): Promise<void> => install('java', `echo 'openjdk version "${version}" 2025-04-15' >&2`);

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'portcullis-provider-'));
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  it('is the one whose brokers are given, before any of its own', async () => {
    await java('17.0.15');
    await install('mvn');
    expect(await find({ KAFKA_BROKERS: 'a:9092,b:9092' })).toEqual({ kind: 'given', brokers: 'a:9092,b:9092' });
    expect(await find({ KAFKA_BROKERS: '' })).toEqual({ kind: 'native' });
  });

  it('is native with Java 17 and mvn, or with jars that are there already', async () => {
    await java('21');
    expect(await find()).toMatchObject({ kind: 'none' });
    await mkdir(jarsFolder(place));
    expect(await find()).toEqual({ kind: 'native' });
  });

  it("is Docker's where Java is missing or too old and an engine answers", async () => {
    await java('11.0.2');
    await install('mvn');
    await install('docker');
    expect(await find()).toEqual({ kind: 'docker' });
  });

  it('is none where nothing is there, and names all that is missing', async () => {
    await java('11.0.2');
    await install('docker', 'exit 1');
    expect(await find()).toEqual({
      kind: 'none',
      reason: 'no brokers are given; Java 11 is too old (17 or newer is needed), mvn is not installed; no Docker engine answers',
    });
  });
});
