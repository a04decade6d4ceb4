import { UnusableTile } from '@portcullis/history-proof';
import type { Alarms } from '@portcullis/service-kit';
import { type EvidenceBreak, EvidenceBroken } from './checkpoints/evidence-broken.js';
import { MissingEvent } from './tree/leaf-event.js';

/** Remembers that something was found to differ: from then on this process signs nothing. */
export class EvidenceWatch {
  private found: EvidenceBreak | undefined;

  constructor(private readonly alarms: Pick<Alarms, 'raise'>) {}

  get broken(): EvidenceBreak | undefined {
    return this.found;
  }

  /** Does work that ends, for good, with the first break. @throws EvidenceBroken, also for what was found before */
  async over<T>(work: () => Promise<T>): Promise<T> {
    if (this.found) throw new EvidenceBroken(this.found);
    try {
      return await work();
    } catch (error) {
      const broken = breakOf(error);
      if (!broken) throw error;
      this.tell(broken);
      throw new EvidenceBroken(broken);
    }
  }

  /** From now on nothing is signed. */
  tell(broken: EvidenceBreak): void {
    this.found ??= broken;
    this.alarms.raise('history_altered', this.found);
  }
}

/** What an error says of the evidence; undefined where it is about something else. */
export function breakOf(error: unknown): EvidenceBreak | undefined {
  if (error instanceof EvidenceBroken) return error.broken;
  if (error instanceof MissingEvent) return { found: 'event_missing', position: error.position };
  return error instanceof UnusableTile ? { found: 'tile_altered', ...error.tile } : undefined;
}
