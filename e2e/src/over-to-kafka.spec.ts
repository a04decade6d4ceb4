import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findKafkaProvider } from '@portcullis/tools';
import { testKafkaCache } from '@portcullis/testing';
import { type FirstRun, readFirstRun } from './first-run.js';
import { Installation, type RunningInstallation } from './installation.js';
import { callItems, type IssuedToken, Operator } from './operator.js';

const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, testKafkaCache);

if (provider.kind === 'none' && process.env['REQUIRE_KAFKA'] === '1') {
  throw new Error(`REQUIRE_KAFKA is set, and there is no Kafka: ${provider.reason}`);
}
if (provider.kind !== 'native') {
  console.warn(`GOING OVER TO KAFKA WAS NOT TESTED: it takes Java 17 and Maven, and ${provider.kind === 'none' ? provider.reason : `there is ${provider.kind}`}.`);
  it.skip('going over to Kafka (not run: no Java 17 and Maven)', () => undefined);
} else {
  describe('an installation that goes over to Kafka, on a broker that it starts by itself, and back', () => {
    const installation = new Installation();
    let firstRun: FirstRun;
    let running: RunningInstallation;
    let kept: IssuedToken;
    let revoked: IssuedToken;

    beforeAll(async () => {
      running = await installation.start();
      firstRun = readFirstRun(running.printed);
      const operator = await Operator.logIn(running.tokenServiceUrl, firstRun.email, firstRun.password);
      kept = await operator.issue({ name: 'Kept', scopes: ['items:read'] });
      revoked = await operator.issue({ name: 'Revoked', scopes: ['items:read'] });
      await operator.revoke(revoked.id);
    }, 180_000);
    afterAll(async () => {
      await installation.remove();
    }, 60_000);

    async function startOn(args: readonly string[]): Promise<void> {
      await running.end('SIGINT');
      running = await installation.start(args);
    }

    async function expectEverythingAsBefore(): Promise<Operator> {
      expect((await callItems(running.inventoryUrl, kept.token)).status).toBe(200);
      expect((await callItems(running.inventoryUrl, revoked.token)).status).toBe(401);
      const operator = await Operator.logIn(running.tokenServiceUrl, firstRun.email, firstRun.password);
      for (const url of [running.tokenServiceUrl, running.inventoryUrl]) {
        expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', alarms: [] });
      }
      return operator;
    }

    it('finds every token there, the revoked ones revoked, with no alarm', async () => {
      await startOn(['--kafka']);
      await expectEverythingAsBefore();
    }, 180_000);

    it('takes what changed on Kafka back to the embedded log', async () => {
      const operator = await Operator.logIn(running.tokenServiceUrl, firstRun.email, firstRun.password);
      const onKafka = await operator.issue({ name: 'Issued on Kafka', scopes: ['items:read'] });
      expect(onKafka.answer.body.receipt.confirmed).toBe(true);
      await startOn([]);
      await expectEverythingAsBefore();
      expect((await callItems(running.inventoryUrl, onKafka.token)).status).toBe(200);
    }, 180_000);
  });
}
