import { describe, expect, it } from '@jest/globals';
import type { LogProducer, OutgoingRecord } from '@portcullis/log';
import { parseUsageRecord, USAGE_TOPIC, type UsageRecord } from '@portcullis/messages';
import { eventually } from '@portcullis/testing';
import { TokenContent } from '../content/token-content.js';
import { MemoryLog } from '../memory-log.spec-kit.js';
import { stateMessage } from '../messages.spec-kit.js';
import { UsageRecorder } from './usage-recorder.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const [FIRST, SECOND] = ['1'.repeat(32), '2'.repeat(32)];

/** A log whose acknowledgement can be held back, as one that is away for a while does. */
class HeldLog extends MemoryLog {
  sends = 0;
  private release: (() => void) | undefined;

  override async openProducer(): Promise<LogProducer> {
    const inner = await super.openProducer(USAGE_TOPIC);
    const send = async (records: readonly OutgoingRecord[]) => {
      this.sends += 1;
      if (this.sends === 1) await new Promise<void>((resolve) => (this.release = resolve));
      return inner.send(records);
    };
    return { send, close: () => inner.close() };
  }

  acknowledge(): void {
    this.release?.();
  }

  counted(boot: string): number {
    const told = this.records(USAGE_TOPIC).map(({ value }) => parseUsageRecord(value));
    const ofBoot = told.flatMap((parsed) => (parsed.ok && parsed.value.boot === boot ? [parsed.value] : []));
    return Math.max(0, ...ofBoot.map(({ accepted }: UsageRecord) => accepted));
  }
}

describe('a usage count', () => {
  it('is never lower than the calls made, also where the process goes on as a new boot while a batch waits for its acknowledgement', async () => {
    const log = new HeldLog();
    const content = new TokenContent();
    content.apply('tok_a', stateMessage('tok_a', 1));
    const recorder = new UsageRecorder(log, 'inventory-public-api', FIRST, silent);
    recorder.accepted(FIRST, content, 0, 0, '192.0.2.1');
    await eventually(() => {
      expect(log.sends).toBe(1);
    });
    recorder.accepted(FIRST, content, 0, 1, '192.0.2.1');
    recorder.accepted(SECOND, content, 0, 2, '192.0.2.1');
    log.acknowledge();
    await eventually(() => {
      expect(log.counted(SECOND)).toBe(1);
    });
    await recorder.close(1_000);
    expect(log.counted(FIRST)).toBe(2);
  });
});
