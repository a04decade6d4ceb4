import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testKafkaCache } from '@portcullis/testing';
import { findKafkaProvider, freePort, type RunningKafka, startNativeKafka } from '@portcullis/tools';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Installation, type RunningInstallation } from '../installation.js';
import { BOUND_MS, fixedPorts } from './fixed-ports.js';
import { type Member, memberOf } from './members.js';
import { Tenant } from './tenant.js';

const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, testKafkaCache);

if (provider.kind === 'none' && process.env['REQUIRE_KAFKA'] === '1') {
  throw new Error(`REQUIRE_KAFKA is set, and there is no Kafka: ${provider.reason}`);
}
if (provider.kind === 'native') onThisMachine();
else {
  console.warn(`KAFKA GONE AND BACK WAS NOT TESTED: it takes Java 17 and Maven, and ${provider.kind === 'none' ? provider.reason : `there is ${provider.kind}`}.`);
  it.skip('Kafka gone and back (not run: no Java 17 and Maven)', () => undefined);
}

function onThisMachine(): void {
  /** Of the broker that is not the installation's own: that one it would end with. */
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-e2e-kafka-'));
  let broker: RunningKafka;
  let port: number;
  let running: RunningInstallation;
  let tenant: Tenant;
  let installation: Installation;

  const startBroker = async (): Promise<void> => {
    broker = await startNativeKafka({ directory, cacheDirectory: testKafkaCache, port });
  };
  beforeAll(async () => {
    port = await freePort();
    await startBroker();
    installation = new Installation({ ...(await fixedPorts()), KAFKA_BROKERS: broker.brokers }, ['--kafka']);
    running = await installation.start();
    tenant = await Tenant.of(running);
  }, 300_000);
  afterAll(async () => {
    await installation.remove();
    await broker.kill();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  describe('a broker that is killed with -9', () => {
    it('lets changes be committed and answered 202, stops the inventory after its bound, and when it is back everything is', async () => {
      const revoked = await tenant.operator.issue({ name: 'Revoked meanwhile', scopes: ['items:read'] });
      await broker.kill();
      const answer = await tenant.operator.revoke(revoked.id);
      expect([answer.status, answer.body.receipt.confirmed]).toEqual([202, false]);
      await tenant.isRefusedAsStale(BOUND_MS + 10_000);
      await startBroker();
      await tenant.isServed(60_000);
      expect((await tenant.items(revoked.token)).status).toBe(401);
    }, 180_000);

    it('keeps no service from stopping', async () => {
      await broker.kill();
      await tenant.isRefusedAsStale(BOUND_MS + 10_000);
      const { exitCode } = await running.end('SIGTERM');
      expect(exitCode).toBe(0);
    }, 60_000);
  });

  it.each<[Member, RegExp]>([
    ['keeper of Kafka', /^The Kafka broker ended: The keeper of Kafka ended \(SIGKILL\)\.\n$/],
    ['Kafka', /^The Kafka broker ended: Kafka ended: .*\n$/],
  ])('kill -9 of %s that the installation started by itself: everything ends with one line, nothing is left behind, and the next start has all data', async (member, line) => {
    // A cluster of its own: everything is published to it from the beginning.
    running = await installation.start(['--kafka'], { KAFKA_BROKERS: '' });
    await tenant.isServed();
    const { exitCode, stderr } = await running.endBy(() => process.kill(memberOf(running, member), 'SIGKILL'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(line) });
  }, 240_000);
}
