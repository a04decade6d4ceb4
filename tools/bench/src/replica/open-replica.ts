import { systemClock } from '@portcullis/service-kit';
import { eventually } from '@portcullis/testing';
import { type ReplicaObserver, TokenReplica } from '@portcullis/token-replica';
import { FedLog } from './fed-log.js';
import type { IssuedTokens } from './issued-tokens.js';

const FRESH_WITHIN_MS = 900_000;
const LOOK_EVERY_MS = 20;

/** A replica that holds these tokens and is fresh, as a service has it; its log costs nothing. */
export interface OpenReplica {
  readonly replica: TokenReplica;
  readonly log: FedLog;
  close(): Promise<void>;
}

/** @param boundMs how old the replica's knowledge may become; a check that is measured must never find it stale. */
export async function openReplica(tokens: IssuedTokens, boundMs = 30_000): Promise<OpenReplica> {
  const log = new FedLog(tokens);
  const replica = new TokenReplica({
    log,
    service: 'bench',
    environment: 'live',
    maxStalenessMs: boundMs,
    clock: systemClock,
    logger: { info: ignore, warn: ignore, error: complain },
    observer: silentObserver,
  });
  await replica.start();
  await eventually(
    () => {
      const { fresh, tokens: held } = replica.status();
      if (!fresh || held !== tokens.count) throw new Error(`the replica is not fresh: ${JSON.stringify(replica.status())}`);
    },
    { timeoutMs: FRESH_WITHIN_MS, intervalMs: LOOK_EVERY_MS },
  );
  const close = async (): Promise<void> => {
    await replica.stop();
    await log.close();
  };
  return { replica, log, close };
}

const ignore = (): void => undefined;

function complain(details: object, message: string): void {
  process.stderr.write(`replica: ${message} ${JSON.stringify(details)}\n`);
}

const silentObserver: ReplicaObserver = {
  tokenNotUnderstood: (_token, reason) => {
    throw new Error(`a message of the benchmark is not understood: ${reason}`);
  },
  everyTokenUnderstood: ignore,
  digestDiffers: (detail) => {
    complain({ detail }, 'the digest differs');
  },
  digestUnhealed: ignore,
  digestAgreesAgain: ignore,
  storeChanged: ignore,
};
