import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, testBroker, testKafkaCache } from '@portcullis/testing';
import { findKafkaProvider, type RunningKafka, startNativeKafka } from '@portcullis/tools';
import { firstAppearances, Recorder } from '../conformance/recorder.spec-kit.js';
import { newTopic, Notices, unique } from '../conformance/world.spec-kit.js';
import type { Log, LogProducer } from '../log.js';
import { openLog } from '../open-log.js';

const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, testKafkaCache);
const RECOVERY = { timeoutMs: 45_000 };

describe('a broker that fails', () => {
  if (provider.kind === 'native') whileABrokerFails();
  else {
    const reason = `a broker to kill needs Java and mvn: ${provider.kind === 'none' ? provider.reason : 'there is only Docker'}`;
    if (provider.kind === 'none' && process.env['REQUIRE_KAFKA'] === '1') throw new Error(reason);
    console.warn(`FAULTS OF A KAFKA BROKER WERE NOT TESTED: ${reason}`);
    it.skip(`loses nothing (not run: ${reason})`, () => undefined);
  }
});

function whileABrokerFails(): void {
  let directory: string;
  let broker: RunningKafka;
  let log: Log;
  beforeAll(async () => {
    // The first download is the shared one's to make.
    await testBroker();
    directory = await mkdtemp(join(tmpdir(), 'portcullis-broker-'));
    broker = await startNativeKafka({ directory, cacheDirectory: testKafkaCache });
  }, 180_000);
  afterEach(() => log.close());
  afterAll(async () => {
    await broker.stop();
    await rm(directory, { recursive: true, force: true });
  }, 30_000);

  const open = async (): Promise<{ reader: Recorder; producer: LogProducer; notices: Notices }> => {
    const notices = new Notices();
    log = await openLog({ kind: 'kafka', brokers: [broker.brokers], clientId: 'faults' }, notices);
    const topic = newTopic();
    await log.prepare([topic]);
    const reader = new Recorder();
    await log.openConsumer(topic, { group: unique('reader'), start: { from: 'beginning' }, onRecords: reader.onRecords });
    return { reader, producer: await log.openProducer(topic), notices };
  };

  it('loses nothing and comes back by itself after a kill -9 in the middle of sending', async () => {
    const { reader, producer } = await open();
    const stream = new Stream(producer);
    await eventually(() => reader.records.length > 20, RECOVERY);
    await broker.kill();
    const port = Number(broker.brokers.split(':')[1]);
    broker = await startNativeKafka({ directory, cacheDirectory: testKafkaCache, port });
    const atRestart = stream.acknowledged.length;
    await eventually(() => reader.has(`value ${atRestart + 20}`), RECOVERY);
    const acknowledged = await stream.end();
    await eventually(() => reader.has(...acknowledged), RECOVERY);
    expect(firstAppearances(reader.values)).toEqual(acknowledged);
  }, 120_000);

  it('loses nothing and comes back by itself after a pause that no connection shows', async () => {
    const { reader, producer, notices } = await open();
    const stream = new Stream(producer);
    await eventually(() => reader.records.length > 20, RECOVERY);
    process.kill(broker.pid, 'SIGSTOP');
    try {
      await eventually(() => notices.has(/sending again/) && notices.has(/starting a new consumer/), RECOVERY);
    } finally {
      process.kill(broker.pid, 'SIGCONT');
    }
    const atResume = stream.acknowledged.length;
    await eventually(() => reader.has(`value ${atResume + 20}`), RECOVERY);
    const acknowledged = await stream.end();
    await eventually(() => reader.has(...acknowledged), RECOVERY);
    expect(firstAppearances(reader.values)).toEqual(acknowledged);
  }, 120_000);
}

/** Sends one record after the other, each once the one before is acknowledged. */
class Stream {
  readonly acknowledged: string[] = [];
  private running = true;
  private readonly ended: Promise<void>;

  constructor(private readonly producer: LogProducer) {
    this.ended = this.run();
  }

  /** What was acknowledged, in order. */
  async end(): Promise<readonly string[]> {
    this.running = false;
    await this.ended;
    return this.acknowledged;
  }

  private async run(): Promise<void> {
    for (let n = 0; this.isRunning(); n += 1) {
      await this.producer.send([{ key: `key ${n}`, value: `value ${n}` }]);
      this.acknowledged.push(`value ${n}`);
    }
  }

  private isRunning(): boolean {
    return this.running;
  }
}
