import { connect } from 'node:net';
import { OneLineFailure } from '../installation/one-line-failure.js';

/**
 * Proves that at least one of the brokers takes connections, so that a wrong address is told at once and not after the
 * services have waited for it.
 *
 * @param brokers as in KAFKA_BROKERS: `host:port`, separated by commas.
 */
export async function requireReachableBroker(brokers: string, patienceMs = 5_000): Promise<void> {
  const tries = brokers.split(',').map((broker) => tryToConnect(broker.trim(), patienceMs));
  try {
    await Promise.any(tries);
  } catch {
    throw new OneLineFailure(`No Kafka broker answers at ${brokers} (KAFKA_BROKERS): start it, or correct the address.`);
  }
}

function tryToConnect(broker: string, patienceMs: number): Promise<void> {
  const [, host = '', port = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(broker) ?? [];
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), timeout: patienceMs });
    const fail = (): void => {
      socket.destroy();
      reject(new Error(broker));
    };
    socket.once('error', fail);
    socket.once('timeout', fail);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
