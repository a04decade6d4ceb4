import { isUtf8 } from 'node:buffer';
import { type EnvelopeHead, readEnvelopeHead } from '../chain/envelope-head.js';
import type { Checkpoint } from '../checkpoint/checkpoint.js';
import { type ExportedEvent, LONGEST_LINE_BYTES } from '../export/format.js';
import { LineSplitter } from '../export/line-splitter.js';
import { readEnd, readEvent, readHeader } from '../export/read-lines.js';
import type { Finding } from './finding.js';
import type { Committed, HistoryRules } from './history-rules.js';
import { openedBy } from './opened-by.js';
import { isForgotten, originFits } from './origin.js';
import { comparePrevious, type PreviousCheckpoint } from './previous.js';
import { StoreRules } from './store-rules.js';
import { TokenRules } from './token-rules.js';
import type { CannotCompare, DoesNotHold, Verdict } from './verdict.js';
import { UsualEvents } from './usual-events.js';
import { WorkspaceRules } from './workspace-rules.js';

/** Events begin with what stands beside them, the last line with this. */
const END = Buffer.from('{"end":');

const LINE_FEED = 0x0a;

/** What is known once the first line was read. */
type Opened = Committed & { readonly rules: HistoryRules };

const RULES = { workspace: WorkspaceRules, token: TokenRules, store: StoreRules };

/** One history as far as it has been read: what is known of it stays as small, however long it is. */
export class Verification {
  private readonly splitter = new LineSplitter(LONGEST_LINE_BYTES);
  private lines = 0;
  private counted = 0;
  private forgotten = 0;
  private opened: Opened | undefined;
  private hasEnded = false;
  private last: EnvelopeHead | undefined;

  /** @param key the public key that checkpoints are signed with, as a note writes it */
  constructor(
    private readonly key: string,
    private readonly previous: PreviousCheckpoint | undefined,
  ) {}

  get events(): number {
    return this.counted;
  }

  /** Reads on. @returns a verdict as soon as there is one, which it is never for good */
  take(chunk: Buffer): DoesNotHold | CannotCompare | undefined {
    for (const lines of this.splitter.take(chunk)) {
      const verdict = lines === 'too_long' ? this.tooLong() : this.takeLines(lines);
      if (verdict) return verdict;
    }
    return undefined;
  }

  /** The verdict over all that was read. */
  finish(): Verdict {
    const { opened } = this;
    if (!opened) return this.refused({ code: 'not_an_export' }, null);
    if (!this.hasEnded) return this.refused({ code: 'cut' }, null);
    if (this.splitter.restBytes > 0) return this.refused({ code: 'after_end' }, this.lines + 1);
    const { header, checkpoint, earlier } = opened;
    return {
      verdict: 'holds',
      scope: header.scope,
      storeId: header.storeId,
      events: this.counted,
      checkpoint: { size: checkpoint.size, time: checkpoint.time },
      previous: earlier && { size: earlier.checkpoint.size, time: earlier.checkpoint.time },
      forgotten: this.forgotten,
    };
  }

  /** @param lines whole ones, each with its line feed */
  private takeLines(lines: Buffer): DoesNotHold | CannotCompare | undefined {
    const usual = isUtf8(lines) ? new UsualEvents(lines) : undefined;
    let verdict: DoesNotHold | CannotCompare | undefined;
    for (let at = 0, end: number; at < lines.length && !verdict; at = end) {
      const read = this.opened && !this.hasEnded ? usual?.at(at) : undefined;
      end = read?.end ?? lines.indexOf(LINE_FEED, at) + 1;
      this.lines += 1;
      verdict = this.opened && read ? this.takeEvent(read.event, read.head, this.opened) : this.takeLine(lines.subarray(at, end - 1));
    }
    return verdict;
  }

  private takeLine(line: Buffer): DoesNotHold | CannotCompare | undefined {
    if (line.length > LONGEST_LINE_BYTES) return this.refused({ code: 'line_too_long', bytes: LONGEST_LINE_BYTES });
    if (this.hasEnded) return this.refused({ code: 'after_end' });
    if (!isUtf8(line)) return this.refused({ code: 'not_utf8' });
    if (!this.opened) return this.open(line);
    return line.subarray(0, END.length).equals(END) ? this.end(line, this.opened) : this.readEvent(line, this.opened);
  }

  /** A line without end. */
  private tooLong(): DoesNotHold {
    this.lines += 1;
    return this.refused({ code: 'line_too_long', bytes: LONGEST_LINE_BYTES });
  }

  private open(line: Buffer): DoesNotHold | CannotCompare | undefined {
    const read = readHeader(line);
    if (read.outcome !== 'read') return this.refused({ code: read.outcome });
    const { header } = read;
    const checkpoint = openedBy(this.key, header.checkpoint);
    if (typeof checkpoint === 'string') return this.refused({ code: 'checkpoint_refused', reason: checkpoint });
    if (checkpoint.storeId !== header.storeId) return this.refused({ code: 'other_store' });
    const compared = this.previous && comparePrevious(this.previous, header, checkpoint, this.key);
    if (compared?.outcome === 'finding') return this.refused(compared.finding, null);
    if (compared?.outcome === 'not_comparable') return { verdict: 'not_comparable', reason: compared.reason };
    const committed: Committed = { header, checkpoint, earlier: compared ?? null };
    const rules = new RULES[header.scope.type](committed);
    this.opened = { ...committed, rules };
    const finding = rules.begin();
    return finding && this.refused(finding);
  }

  private readEvent(line: Buffer, opened: Opened): DoesNotHold | undefined {
    const event = readEvent(line);
    if (!event) return this.refused({ code: 'line_malformed' });
    const head = readEnvelopeHead(event.bytes);
    return head ? this.takeEvent(event, head, opened) : this.refused({ code: 'envelope_malformed' });
  }

  private takeEvent(event: ExportedEvent, head: EnvelopeHead, { checkpoint, rules }: Opened): DoesNotHold | undefined {
    const finding = this.ofItself(head, event, checkpoint) ?? rules.take(head, event);
    if (finding) return { ...this.refused(finding), event: placeOf(head) };
    this.counted += 1;
    if (isForgotten(event.origin, head)) this.forgotten += 1;
    this.last = head;
    return undefined;
  }

  /** What has to hold of an event in every history. */
  private ofItself(head: EnvelopeHead, { origin }: ExportedEvent, { size, time }: Checkpoint): Finding | undefined {
    if (this.last && head.position <= this.last.position) return { code: 'position_not_rising' };
    if (this.last && head.time < this.last.time) return { code: 'time_goes_back' };
    if (head.position > size || head.time > time) return { code: 'beyond_checkpoint', size };
    return originFits(origin, head) ? undefined : { code: 'origin_differs' };
  }

  private end(line: Buffer, { rules }: Opened): DoesNotHold | undefined {
    const end = readEnd(line);
    if (!end) return this.refused({ code: 'line_malformed' });
    this.hasEnded = true;
    if (end.events !== this.counted) return this.refused({ code: 'events_differ', told: end.events, found: this.counted });
    const finding = rules.finish(end);
    return finding && this.refused(finding, null);
  }

  private refused(finding: Finding, line: number | null = this.lines): DoesNotHold {
    return { verdict: 'does_not_hold', finding, line, event: null };
  }
}

function placeOf({ position, stream, version, type, time }: EnvelopeHead): DoesNotHold['event'] {
  return { position, stream, version, type, time };
}
