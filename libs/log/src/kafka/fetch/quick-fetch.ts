import { createRequire } from 'node:module';
import type { ISocketFactory } from 'kafkajs';
import { FETCH_VERSION, readFetch } from './read-fetch.js';

const FETCH = 1;

/** Of kafkajs 2.2.4's connection: what is changed here. */
interface Connection {
  readonly socketFactory: ISocketFactory;
  send: (exchange: Exchange) => Promise<unknown>;
}

interface Exchange {
  readonly request: { readonly apiKey: number; readonly apiVersion: number };
  readonly response: { readonly decode: (payload: Buffer) => Promise<unknown> };
}

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/connection.js') as { readonly prototype: Connection };
const send = prototype.send;
const quick = new WeakSet<ISocketFactory>();

/**
 * What is fetched over the sockets of this factory is read by `readFetch`, and by kafkajs only where that does not know
 * what it is. kafkajs makes some twenty objects of a record and passes it through several lists: a quarter of
 * what a replica that reads a million records takes of a processor. See docs/adr/0039.
 */
export function fetchQuickly(factory: ISocketFactory): ISocketFactory {
  quick.add(factory);
  return factory;
}

prototype.send = function (this: Connection, exchange: Exchange): Promise<unknown> {
  const { request, response } = exchange;
  if (request.apiKey !== FETCH || request.apiVersion !== FETCH_VERSION || !quick.has(this.socketFactory)) return send.call(this, exchange);
  const decode = async (payload: Buffer): Promise<unknown> => readFetch(payload) ?? response.decode(payload);
  return send.call(this, { ...exchange, response: { ...response, decode } });
};
