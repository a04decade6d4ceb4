import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import type { ISocketFactory } from 'kafkajs';
import { bytesOf, responseOf } from './fetched-batches.spec-kit.js';
import { fetchQuickly } from './quick-fetch.js';
import { readFetch } from './read-fetch.js';

interface Connection {
  connectionStatus: string;
  requestQueue: object;
  send(exchange: object): Promise<unknown>;
}

const silent = { debug: () => undefined, error: () => undefined };
const ConnectionOfKafkajs = createRequire(import.meta.url)('kafkajs/src/network/connection.js') as new (options: object) => Connection;
const Encoder = createRequire(import.meta.url)('kafkajs/src/protocol/encoder.js') as new () => object;
const sockets = (): ISocketFactory => () => {
  throw new Error('nobody connects here');
};

/** kafkajs's own connection, of which the broker is replaced: every request is answered with these bytes. */
function connectionOf(socketFactory: ISocketFactory, payload: Buffer): Connection {
  const connection = new ConnectionOfKafkajs({ host: 'broker', port: 9092, socketFactory, logger: { namespace: () => silent } });
  connection.connectionStatus = 'connected';
  connection.requestQueue = {
    push: ({ entry }: { entry: { resolve: (answer: object) => void } }) => {
      entry.resolve({ correlationId: 1, size: payload.length, entry, payload });
    },
    maybeThrottle: () => undefined,
  };
  return connection;
}

/** A request to which kafkajs's own reading is `'kafkajs'`. */
function exchangeOf(apiKey: number, apiVersion: number): object {
  const request = { apiKey, apiVersion, apiName: 'Fetch', encode: () => Promise.resolve(new Encoder()) };
  return { request, response: { decode: () => Promise.resolve('kafkajs'), parse: (data: unknown) => Promise.resolve(data) } };
}

describe('a connection of kafkajs', () => {
  const records = [{ key: 'key', value: 'value', headers: {}, timestampDelta: 0, gap: 0 }];
  const batches = [{ records, compression: 0, transactional: false }] as const;

  it('reads what it fetches by itself over our sockets', async () => {
    const response = responseOf(await bytesOf(batches, 5));
    const fetched = await connectionOf(fetchQuickly(sockets()), response).send(exchangeOf(1, 11));
    expect(fetched).toEqual(readFetch(response));
    expect(fetched).toHaveProperty('responses.0.partitions.0.messages.0.records.0', { offset: 5, key: 'key', value: Buffer.from('value') });
  });

  it('leaves to kafkajs what it does not know', async () => {
    const compressed = responseOf(await bytesOf([{ records, compression: 1, transactional: false }], 5));
    expect(await connectionOf(fetchQuickly(sockets()), compressed).send(exchangeOf(1, 11))).toBe('kafkajs');
  });

  it.each([
    ['over the sockets of others', sockets(), 1, 11],
    ['of another version', fetchQuickly(sockets()), 1, 10],
    ['of another request', fetchQuickly(sockets()), 3, 11],
  ])('leaves to kafkajs what is %s', async (_, factory, apiKey, apiVersion) => {
    const response = responseOf(await bytesOf(batches, 5));
    expect(await connectionOf(factory, response).send(exchangeOf(apiKey, apiVersion))).toBe('kafkajs');
  });
});
