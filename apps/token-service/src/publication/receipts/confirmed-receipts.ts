import type { Query } from '@portcullis/event-store';
import type { LogLogger } from '@portcullis/log';
import type { Clock } from '@portcullis/service-kit';
import type { ProbeBook } from '../boots/probe-book.js';
import { bootsConcernedBy, type ReplicaBoot } from '../boots/replica-boots.js';
import type { CommitWatch } from './commit-watch.js';
import { confirmationOf } from './confirmation.js';
import { type Receipt, Receipts } from './receipt.js';

/** How often a waiting receipt looks at the clock; probes wake it at once. */
const LOOK_EVERY_MS = 100;

export interface ConfirmedReceiptsOptions {
  readonly query: Query;
  readonly clock: Clock;
  readonly book: ProbeBook;
  readonly commitWatch: CommitWatch;
  readonly confirmWaitMs: number;
  /** A change was waited for, and was confirmed in time or not. */
  readonly onWaited: (confirmed: boolean) => void;
  readonly logger: LogLogger;
}

/** Receipts judged by the table of boots, read after the change has committed, and by the probes heard since. */
export class ConfirmedReceipts extends Receipts {
  constructor(private readonly options: ConfirmedReceiptsOptions) {
    super();
  }

  override async confirm(position: number): Promise<Receipt> {
    const receipt = await this.waitFor(position);
    this.options.onWaited(receipt.confirmed);
    return receipt;
  }

  override async read(position: number): Promise<Receipt> {
    return this.judge(position, await bootsConcernedBy(this.options.query, position));
  }

  private async waitFor(position: number): Promise<Receipt> {
    const { commitWatch, clock, confirmWaitMs, logger } = this.options;
    commitWatch.saw(position);
    const untilMs = clock.monotonicMs() + confirmWaitMs;
    try {
      const boots = await bootsConcernedBy(this.options.query, position);
      return await this.wait(position, boots, untilMs);
    } catch (error) {
      // The change is committed and stands; only what is known of the replicas could not be read.
      logger.warn({ err: error, position }, 'a receipt could not be judged now');
      return { position, confirmed: false, href: hrefOf(position), replicas: [] };
    }
  }

  private async wait(position: number, boots: readonly ReplicaBoot[], untilMs: number): Promise<Receipt> {
    for (;;) {
      const news = this.nextNews();
      const receipt = this.judge(position, boots);
      const leftMs = untilMs - this.options.clock.monotonicMs();
      if (receipt.confirmed || leftMs <= 0) {
        news.stop();
        return receipt;
      }
      await news.within(Math.min(leftMs, LOOK_EVERY_MS));
    }
  }

  private judge(position: number, boots: readonly ReplicaBoot[]): Receipt {
    const { book, commitWatch } = this.options;
    const replicas = boots.map((boot) =>
      confirmationOf(boot, book.heard(boot.boot), position, commitWatch.hasOutlived(position, boot.boundMs, boot.storeId)),
    );
    const confirmed = replicas.every(({ confirmedBy }) => confirmedBy !== null);
    return { position, confirmed, href: hrefOf(position), replicas };
  }

  /** Listens for probes from now on, so that none that comes while a receipt is judged goes unseen. */
  private nextNews(): { within: (ms: number) => Promise<void>; stop: () => void } {
    let arrived: () => void = () => undefined;
    const news = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const stop = this.options.book.onProbes(arrived);
    const within = async (ms: number): Promise<void> => {
      const timer = setTimeout(arrived, ms);
      await news;
      clearTimeout(timer);
      stop();
    };
    return { within, stop };
  }
}

function hrefOf(position: number): string {
  return `/api/v1/receipts/${position}`;
}
