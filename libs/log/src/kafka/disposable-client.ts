import { isIP, connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import kafkajs, { type ISocketFactory, type Kafka, type KafkaConfig } from 'kafkajs';
import type { KafkaConnection } from '../connection.js';
import type { LogLogger } from '../log.js';
import { clientLog } from './client-log.js';
import { fetchQuickly } from './fetch/quick-fetch.js';
import './idle-connections.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where to really connect to for an address that a broker gave; lets tests put a proxy in between. */
export type Route = (address: Address) => Address;

/** No answer for this long: the broker counts as gone, although its connections may still stand. */
export const ANSWER_TIMEOUT_MS = 3_000;
const KEEP_ALIVE_AFTER_MS = 5_000;

/**
 * A kafkajs client with its sockets in our hand. kafkajs keeps a connection on which a request timed out, waits for
 * pending requests when it is to end, and connects again after it; a client that is given up here does none of these.
 */
export class DisposableClient {
  readonly kafka: Kafka;
  private readonly sockets = new Set<Socket>();
  private givenUp = false;

  constructor(
    connection: KafkaConnection,
    private readonly route: Route,
    logger: LogLogger,
  ) {
    this.kafka = new kafkajs.Kafka({
      ...settingsOf(connection),
      connectionTimeout: 1_000,
      requestTimeout: ANSWER_TIMEOUT_MS,
      // Few, as the adapter tries again by itself, each time with a client that carries nothing over.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 2 },
      socketFactory: fetchQuickly((args) => this.connect(args)),
      logLevel: kafkajs.logLevel.WARN,
      logCreator: clientLog(logger, () => this.givenUp),
    });
  }

  /** Ends every connection at once, unsent bytes included: a request left in a buffer would come as a late duplicate. */
  giveUp(): void {
    this.givenUp = true;
    for (const socket of this.sockets) socket.destroy(new Error('given up'));
  }

  private connect({ host, port, ssl, onConnect }: Parameters<ISocketFactory>[0]): Socket {
    if (this.givenUp) throw new Error('this client was given up');
    const address = this.route({ host, port });
    // kafkajs gives `undefined` where its types promise options.
    const tls = ssl as typeof ssl | undefined;
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = tls ? connectTls({ ...address, ...servername, ...tls }, onConnect) : connectPlain(address, onConnect);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }
}

function settingsOf({ brokers, clientId, tls, sasl }: KafkaConnection): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId,
    ...(tls && { ssl: { ...(tls.ca && { ca: tls.ca }), ...(tls.certificate && { cert: tls.certificate }), ...(tls.key && { key: tls.key }) } }),
    ...(sasl && { sasl: { mechanism: sasl.mechanism as 'plain', username: sasl.username, password: sasl.password } }),
  };
}
