import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { ConsumerSession } from './consumer-session.js';
import type { DisposableClient } from './disposable-client.js';

/** Stands in for kafkajs, so that a batch, a join or a crash comes at a moment that a broker cannot be made to choose. */
class Client {
  readonly seeks: number[] = [];
  readonly listeners = new Map<string, (event: unknown) => void>();
  eachBatch: ((payload: EachBatchPayload) => Promise<void>) | undefined;

  readonly consumer = {
    events: { CRASH: 'crash', REQUEST_TIMEOUT: 'timeout', GROUP_JOIN: 'join', FETCH: 'fetch' },
    on: (name: string, listener: (event: unknown) => void) => this.listeners.set(name, listener),
    connect: () => Promise.resolve(),
    subscribe: () => Promise.resolve(),
    run: ({ eachBatch }: { eachBatch: (payload: EachBatchPayload) => Promise<void> }) => Promise.resolve(void (this.eachBatch = eachBatch)),
    seek: ({ offset }: { offset: string }) => this.seeks.push(Number(offset)),
    disconnect: () => Promise.resolve(),
  };

  asClient(): DisposableClient {
    return { kafka: { consumer: () => this.consumer }, giveUp: () => undefined } as unknown as DisposableClient;
  }

  tell(event: 'crash' | 'join', payload?: unknown): void {
    this.listeners.get(event)?.({ payload });
  }

  /** Ten records from that offset on; resolves when kafkajs would fetch the next ones. */
  async hand(from: number): Promise<void> {
    const messages = Array.from({ length: 10 }, (_, at) => ({ offset: String(from + at), key: Buffer.from('k'), value: Buffer.from('v') }));
    await this.eachBatch?.({ batch: { messages, lastOffset: () => String(from + 9) }, heartbeat: () => Promise.resolve() } as unknown as EachBatchPayload);
  }
}

interface Taking {
  readonly from: number | undefined;
  readonly taken: () => void;
  readonly failed: (error: Error) => void;
}

let client: Client;
let takings: Taking[];
let closing: AbortController;
let ended: Promise<unknown>;

beforeEach(async () => {
  client = new Client();
  takings = [];
  closing = new AbortController();
  let next = 0;
  const session = new ConsumerSession(client.asClient(), {
    topicName: 'topic',
    group: 'group',
    nextOffset: () => next,
    onFetched: () => undefined,
    onBatch: async ([first], nextOffset) => {
      await new Promise<void>((resolve, reject) => takings.push({ from: first?.offset, taken: resolve, failed: reject }));
      next = nextOffset;
    },
  });
  ended = session.run(closing.signal).then(() => 'closed', (error: unknown) => error);
  await settled();
});

/** Every promise that can settle by itself has. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Whether kafkajs was let go on to the next fetch. */
function watch(handed: Promise<void>): { readonly mayFetch: boolean } {
  const state = { mayFetch: false };
  void handed.then(() => (state.mayFetch = true));
  return state;
}

describe('a session of a Kafka consumer', () => {
  it('has at most two batches in memory, and delivers one at a time', async () => {
    const [first, second] = [watch(client.hand(0)), watch(client.hand(10))];
    await settled();
    expect([first.mayFetch, second.mayFetch, takings.map(({ from }) => from)]).toEqual([true, false, [0]]);
    takings[0]?.taken();
    await settled();
    expect([second.mayFetch, takings.map(({ from }) => from)]).toEqual([true, [0, 10]]);
    takings[1]?.taken();
    closing.abort();
    expect(await ended).toBe('closed');
  });

  it('that is over delivers no batch that still waits, and ends once the one before it was taken', async () => {
    void client.hand(0);
    void client.hand(10);
    await settled();
    client.tell('crash', { error: new Error('crashed') });
    takings[0]?.taken();
    expect(await ended).toEqual(new Error('crashed'));
    expect(takings.map(({ from }) => from)).toEqual([0]);
    await expect(client.hand(20)).rejects.toThrow('over');
  });

  it('ends with the error of a reader that fails, and delivers nothing behind it', async () => {
    void client.hand(0);
    void client.hand(10);
    await settled();
    takings[0]?.failed(new Error('reader'));
    expect(await ended).toEqual(new Error('reader'));
    expect(takings.map(({ from }) => from)).toEqual([0]);
  });

  it('goes on behind the batches in hand when it has to join again, and behind what was taken when there are none', async () => {
    client.tell('join');
    void client.hand(0);
    void client.hand(10);
    await settled();
    client.tell('join');
    takings[0]?.taken();
    await settled();
    takings[1]?.taken();
    await settled();
    client.tell('join');
    expect(client.seeks).toEqual([0, 20, 20]);
    closing.abort();
    expect(await ended).toBe('closed');
  });
});
