import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { requireReachableBroker } from './reach-brokers.js';

describe('KAFKA_BROKERS', () => {
  it('may name brokers that are down beside one that answers', async () => {
    const broker = createServer().listen(0, '127.0.0.1');
    await once(broker, 'listening');
    const { port } = broker.address() as AddressInfo;
    await expect(requireReachableBroker(`127.0.0.1:1, 127.0.0.1:${port}`)).resolves.toBeUndefined();
    broker.close();
  });

  it.each(['127.0.0.1:1', 'broker', '127.0.0.1:99999'])('%s, where nothing answers, is told at once in one line', async (brokers) => {
    await expect(requireReachableBroker(brokers)).rejects.toThrow(`No Kafka broker answers at ${brokers} (KAFKA_BROKERS): start it, or correct the address.`);
  });
});
