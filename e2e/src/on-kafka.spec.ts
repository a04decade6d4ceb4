import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { testBroker } from '@portcullis/testing';
import { describeTheWay, type TheWay } from './describe-the-way.js';
import { readFirstRun } from './first-run.js';
import { Installation } from './installation.js';

const broker = await testBroker();

if ('unavailable' in broker) {
  console.warn(`THE WHOLE SYSTEM WAS NOT TESTED ON KAFKA: ${broker.unavailable}. With REQUIRE_KAFKA=1 this fails.`);
  it.skip(`npm run start:kafka (not run: ${broker.unavailable})`, () => undefined);
} else {
  describe('npm run start:kafka, on a real broker', () => {
    const installation = new Installation({ KAFKA_BROKERS: broker.brokers.join(',') }, ['--kafka']);
    let way: TheWay;

    beforeAll(async () => {
      const running = await installation.start();
      way = { running, firstRun: readFirstRun(running.printed), secrets: [] };
    }, 180_000);
    afterAll(async () => {
      await installation.remove();
    }, 60_000);

    describeTheWay(() => way);
  });
}
