import type { Admin } from 'kafkajs';
import { abortable } from '../abortable.js';
import type { LogLogger } from '../log.js';
import { persist } from '../persist.js';
import type { DisposableClient } from './disposable-client.js';
import { asPortError, isRefusal, rootCause } from './kafka-errors.js';

/** Makes a client; one for each attempt, so that none inherits the last one's troubles. */
export type MakeClient = () => DisposableClient;

/** Asks the cluster something, again and again until it answers. `doing` names it in errors. @throws where it refuses. */
export async function askCluster<T>(
  make: MakeClient,
  ask: (admin: Admin) => Promise<T>,
  { doing, logger, signal }: { readonly doing: string; readonly logger: LogLogger; readonly signal: AbortSignal },
): Promise<T> {
  const attempt = async (): Promise<T> => {
    const client = make();
    const admin = client.kafka.admin();
    try {
      return await abortable(admin.connect().then(() => ask(admin)), signal);
    } catch (error) {
      throw asPortError(error, doing);
    } finally {
      client.giveUp();
    }
  };
  const onFailure = (error: unknown): void => {
    logger.warn({ err: rootCause(error) }, `Kafka does not answer (${doing}); trying again`);
  };
  return persist(attempt, { isFinal: isRefusal, onFailure, signal });
}
