import { expect, it } from '@jest/globals';
import type { ConsumerOptions, Log, LogConsumer } from '@portcullis/log';
import { CLOSED_KEY, encodeClosedRecord } from '@portcullis/messages';
import { eventually, ManualClock } from '@portcullis/testing';
import { stateMessage } from '../messages.spec-kit.js';
import { Presence } from '../presence.js';
import type { ReplicaObserver } from '../replica-observer.js';
import { Readings, type ReadingsOptions } from './readings.js';

const MINUTE_MS = 60_000;
const ignored = (): void => undefined;
const quiet = { info: ignored, warn: ignored, error: ignored };
const unobserved: ReplicaObserver = {
  tokenNotUnderstood: ignored,
  everyTokenUnderstood: ignored,
  digestDiffers: ignored,
  digestUnhealed: ignored,
  digestAgreesAgain: ignored,
  storeChanged: ignored,
};

/** A topic whose reads the test feeds itself, each at its own pace. */
class FedTopic {
  readonly reads: ConsumerOptions['onRecords'][] = [];
  readonly log = { openConsumer: (_topic: unknown, options: ConsumerOptions) => this.open(options) } as unknown as Log;

  async feed(read: number, key: string, value: Uint8Array): Promise<void> {
    await this.reads[read]?.([{ offset: 0, key, value: Buffer.from(value) }]);
  }

  private open({ onRecords }: ConsumerOptions): Promise<LogConsumer> {
    this.reads.push(onRecords);
    return Promise.resolve({ close: () => Promise.resolve() });
  }
}

interface Begun {
  readonly topic: FedTopic;
  readonly clock: ManualClock;
  /** Gives a read a closed record that answers us, with a digest of something else. */
  readonly mismatch: (read: number) => Promise<void>;
  /** Gives a read a closed record that answers us, of an empty store. */
  readonly empty: (read: number, store: string) => Promise<void>;
}

async function begun(exposures?: ReadingsOptions['exposures']): Promise<Begun> {
  const topic = new FedTopic();
  const clock = new ManualClock();
  const presence = new Presence(clock, 30_000);
  const readings = new Readings({
    log: topic.log, service: 'inventory-public-api', presence, observer: unobserved, logger: quiet, monotonicMs: () => clock.monotonicMs(), onApplied: ignored, ...(exposures && { exposures }),
  });
  await readings.start();
  const close = async (read: number, store: string, digest: string): Promise<void> => {
    const nonces = { [presence.boot]: presence.nextNonce() };
    await topic.feed(read, CLOSED_KEY, Buffer.from(encodeClosedRecord({ schema: 1, store, epoch: 1, position: 1, digest, nonces })));
  };
  return { topic, clock, mismatch: (read) => close(read, 'sto_1', 'f'.repeat(16)), empty: (read, store) => close(read, store, '0'.repeat(16)) };
}

async function readingAgain(): Promise<Begun> {
  const world = await begun();
  for (let time = 0; time < 3; time += 1) await world.mismatch(0);
  await eventually(() => {
    expect(world.topic.reads).toHaveLength(2);
  });
  return world;
}

it('a position that the store never reached does not keep a replica stale for ever: the topic is read again', async () => {
  const { topic, mismatch } = await begun();
  await topic.feed(0, 'tok_forged', stateMessage('tok_forged', 1, { position: 1_000_000_000 }));
  for (let time = 0; time < 3; time += 1) await mismatch(0);
  await eventually(() => {
    expect(topic.reads).toHaveLength(2);
  });
});

it('a second read that still takes records is not begun again, however long the topic is', async () => {
  const { topic, clock, mismatch } = await readingAgain();
  for (let minute = 0; minute < 5; minute += 1) {
    clock.advance(MINUTE_MS + 1);
    await topic.feed(1, `tok_${minute}`, stateMessage(`tok_${minute}`, 1));
    await mismatch(0);
  }
  expect(topic.reads).toHaveLength(2);
});

it('a second read that has taken nothing for a minute is begun again', async () => {
  const { topic, clock, mismatch } = await readingAgain();
  clock.advance(MINUTE_MS + 1);
  await mismatch(0);
  await eventually(() => {
    expect(topic.reads).toHaveLength(3);
  });
});

it('what was accepted is said of no change of another store, and of all that close a token or leave it closed', async () => {
  const said: unknown[] = [];
  const { topic, empty } = await begun(() => ({
    closed: (_tokens, _row, position) => said.push(['closed', position]),
    stayedClosed: (position) => said.push(['stayed closed', position]),
    unsure: (position) => said.push(['unsure', position]),
    otherHistory: () => said.push('other history'),
  }));
  await empty(0, 'sto_1');
  await empty(0, 'sto_2');
  expect(said).toEqual(['other history']);
  await eventually(() => {
    expect(topic.reads).toHaveLength(2);
  });
  for (const [version, status] of [[1, 'enabled'], [2, 'disabled'], [3, 'revoked']] as const) await topic.feed(1, 'tok_a', stateMessage('tok_a', version, { status }));
  expect(said).toEqual(['other history', ['closed', 2], ['stayed closed', 3]]);
});
