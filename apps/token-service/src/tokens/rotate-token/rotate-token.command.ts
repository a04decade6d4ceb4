import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Granting } from '@portcullis/token';
import type { ChangeRefused } from '../change-outcome.js';
import type { ChangeTarget } from '../token-transaction.js';

export type RotateTokenOutcome =
  /** `token`: the new secret, which exists nowhere else. */
  | { readonly outcome: 'rotated'; readonly token: string; readonly position: number }
  | ChangeRefused;

/** Gives a token a new secret. */
export class RotateTokenCommand extends Command<RotateTokenOutcome> {
  constructor(
    readonly target: ChangeTarget,
    readonly gracePeriodSeconds: number,
    /** What whoever rotates, and is shown the secret, may open. */
    readonly granting: Granting,
    readonly context: AppendContext,
  ) {
    super();
  }
}
