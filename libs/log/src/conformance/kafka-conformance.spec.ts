import { describe, it } from '@jest/globals';
import { testBroker } from '@portcullis/testing';
import { kafkaUnderTest } from './kafka-under-test.spec-kit.js';
import { describeLogConformance } from './log-conformance.spec-kit.js';

const broker = await testBroker();

describe('the log in Kafka', () => {
  if ('brokers' in broker) {
    describeLogConformance(() => Promise.resolve(kafkaUnderTest(broker.brokers)));
  } else {
    console.warn(`THE KAFKA ADAPTER WAS NOT TESTED: ${broker.unavailable}. With REQUIRE_KAFKA=1 this fails.`);
    it.skip(`conforms to the port (not run: ${broker.unavailable})`, () => undefined);
  }
});
