import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';

export interface LeakReported {
  /** `no_room`: too many wait to be acted upon, and these were not kept. */
  readonly outcome: 'kept' | 'no_room';
}

/** Somebody found these texts where no secret should be. */
export class ReportLeakedTokensCommand extends Command<LeakReported> {
  constructor(
    /** Any texts. */
    readonly tokens: readonly string[],
    readonly context: Required<Omit<AppendContext, 'actor'>>,
  ) {
    super();
  }
}
