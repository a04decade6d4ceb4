import type { LogLogger } from '../log.js';
import { pause } from '../pause.js';
import type { OpenSession } from './open-session.js';
import { messageOf, type Session } from './session.js';

const EVERY_MS = 1_000;
/** Small steps: each is a transaction of a few milliseconds that takes no lock an append waits for. */
const STEP_RECORDS = 500;
const MAX_STEPS_AT_ONCE = 40;
const CLEAN = 'select portcullis_log.clean($1, $2)';

/** Compacts and prunes the topics that this process appends to, over one connection beside those of its producers. */
export class TopicCleaner {
  private readonly closing = new AbortController();
  private readonly topicNames = new Set<string>();
  private session: Session | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly open: OpenSession,
    private readonly logger: LogLogger,
  ) {}

  add(topicName: string): void {
    this.topicNames.add(topicName);
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.session?.destroy();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (;;) {
      await pause(EVERY_MS, signal);
      if (signal.aborted) return;
      try {
        for (const topicName of this.topicNames) await this.clean(topicName);
      } catch (error) {
        this.session?.destroy();
        this.session = null;
        if (!this.isClosing()) this.logger.warn({ reason: messageOf(error) }, 'cleaning the embedded log failed; trying again');
      }
    }
  }

  private async clean(topicName: string): Promise<void> {
    this.session ??= await this.open(this.closing.signal);
    for (let step = 0; step < MAX_STEPS_AT_ONCE && !this.isClosing(); step += 1) {
      const [row] = await this.session.query<[number]>('clean', CLEAN, [topicName, STEP_RECORDS]);
      if ((row?.[0] ?? 0) < STEP_RECORDS) return;
    }
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }
}
