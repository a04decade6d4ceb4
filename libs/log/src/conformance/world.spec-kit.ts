import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { expect } from '@jest/globals';
import { startTcpProxy, type TcpProxy } from '@portcullis/testing';
import type { Log, LogLogger, StartPosition, Topic } from '../log.js';
import type { LogUnderTest, LyingLog } from './log-under-test.spec-kit.js';
import { Recorder } from './recorder.spec-kit.js';

/** A fault is noticed after 3 s, and may have to be noticed twice. */
export const RECOVERY = { timeoutMs: 25_000 };
export const PATIENCE = { timeoutMs: 15_000 };

/** Keeps what an adapter told of its troubles. */
export class Notices implements LogLogger {
  readonly warnings: string[] = [];
  info(): void {
    // Not looked at.
  }
  warn(_details: object, message: string): void {
    this.warnings.push(message);
  }
  error(): void {
    // Not looked at.
  }
  has(pattern: RegExp): boolean {
    return this.warnings.some((message) => pattern.test(message));
  }
}

/** One log with what a test opens of it, closed after the test. */
export class World {
  private readonly closers: (() => Promise<void>)[] = [];
  private started: LogUnderTest | null = null;

  constructor(private readonly start: () => Promise<LogUnderTest>) {}

  get underTest(): LogUnderTest {
    if (!this.started) throw new Error('the log under test is not started');
    return this.started;
  }

  async begin(): Promise<void> {
    this.started = await this.start();
  }

  async end(): Promise<void> {
    await this.started?.stop();
  }

  async closeWhatWasOpened(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close();
  }

  async open(through?: TcpProxy, logger: LogLogger = new Notices()): Promise<Log> {
    const log = await this.underTest.open(logger, through);
    this.closers.push(() => log.close());
    return log;
  }

  async openLying(): Promise<LyingLog> {
    const lying = await this.underTest.openLying(new Notices());
    this.closers.push(() => lying.stop());
    return lying;
  }

  /** A log whose way to its server is in our hand. */
  async proxied(): Promise<{ readonly log: Log; readonly proxy: TcpProxy; readonly notices: Notices }> {
    const proxy = await startTcpProxy(this.underTest.server);
    this.closers.push(() => proxy.stop());
    const notices = new Notices();
    return { log: await this.open(proxy, notices), proxy, notices };
  }

  async prepared(log: Log): Promise<Topic> {
    const topic = newTopic();
    await log.prepare([topic]);
    return topic;
  }

  async read(log: Log, topic: Topic, start: StartPosition = { from: 'beginning' }): Promise<Recorder> {
    const recorder = new Recorder();
    await log.openConsumer(topic, { group: unique('reader'), start, onRecords: recorder.onRecords });
    return recorder;
  }
}

export function unique(what: string): string {
  return `${what}-${randomBytes(6).toString('hex')}`;
}

export function newTopic(): Topic {
  return { name: unique('conformance'), cleanup: { policy: 'compact', compactionLagMs: 3_600_000 } };
}

export async function refusesToConnect({ host, port }: TcpProxy): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => {
      resolve(true);
    });
  });
}

export async function within<T>(boundMs: number, work: Promise<T>): Promise<T> {
  const beganMs = performance.now();
  const result = await work;
  expect(performance.now() - beganMs).toBeLessThan(boundMs);
  return result;
}
