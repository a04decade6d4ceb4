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
});
