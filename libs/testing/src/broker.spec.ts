import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testBroker } from './broker.js';

describe('the Kafka of a test', () => {
  it('is the one of the whole run where there is one', async () => {
    expect(await testBroker({ PORTCULLIS_TEST_KAFKA: '127.0.0.1:9092,127.0.0.1:9093' })).toEqual({ brokers: ['127.0.0.1:9092', '127.0.0.1:9093'] });
  });

  it('is told to be missing, with the reason, on a machine that can have none', async () => {
    const broker = await testBroker({ PATH: '/nowhere', KAFKA_BROKERS: 'production:9092' });
    expect(broker).toMatchObject({ unavailable: expect.stringContaining('Java 17 or newer is not installed') });
  });

  it('fails the run where one is required', async () => {
    await expect(testBroker({ PATH: '/nowhere', REQUIRE_KAFKA: '1' })).rejects.toThrow(/^REQUIRE_KAFKA is set, and there is no Kafka: no brokers are given; Java 17/);
  });

  it('is told to be missing, with the reason of the engine, where Docker is all there is and cannot run it', async () => {
    const engine = engineWithoutImages().listen(0, '127.0.0.1');
    await once(engine, 'listening');
    const home = await mkdtemp(join(tmpdir(), 'portcullis-engine-'));
    try {
      await writeFile(join(home, 'docker'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
      const broker = await testBroker({ PATH: home, HOME: home, DOCKER_CONFIG: home, DOCKER_HOST: `tcp://127.0.0.1:${portOf(engine)}` });
      expect(broker).toEqual({ unavailable: expect.stringMatching(/^Docker could not run apache\/kafka:.*the registry is out of reach/) });
    } finally {
      engine.close();
      await rm(home, { recursive: true, force: true });
    }
  }, 30_000);
});

/** What an engine's API answers on a machine that has no image and reaches no registry. */
function engineWithoutImages(): Server {
  return createServer((request, response) => {
    const isInfo = request.url?.endsWith('/info') ?? false;
    const message = request.method === 'POST' ? 'the registry is out of reach' : 'No such image';
    response.writeHead(isInfo ? 200 : request.method === 'POST' ? 500 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isInfo ? { OperatingSystem: 'an engine', ServerVersion: '1' } : { message }));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
