import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Selection } from './selected-tokens.js';

/** How far a bulk revocation came. Every token that is meant is counted once, in one of the three. */
export interface RevokeTokensResult {
  /** Revoked by this command. */
  readonly revoked: number;
  readonly alreadyRevoked: number;
  /** Still to be revoked: by the same command again, which goes on where this one stopped. */
  readonly remaining: number;
  /** Of the ids given, those that no token of the workspace has. */
  readonly notFound: readonly string[];
  /** Of the last revocation among all that are meant, by whomever; null where there is none, and where nothing was to be done. */
  readonly position: number | null;
}

/** But for `done` nothing was changed. `unknown_creator`: the filter names nobody of the workspace. */
export type RevokeTokensOutcome =
  | { readonly outcome: 'done'; readonly result: RevokeTokensResult }
  | { readonly outcome: 'busy' | 'conflict' | 'unknown_creator' };

/** Closes all tokens of a selection for good, in as many transactions as that takes. */
export class RevokeTokensCommand extends Command<RevokeTokensOutcome> {
  constructor(
    readonly selection: Selection,
    readonly reason: string | null,
    /** Only counts. */
    readonly dryRun: boolean,
    readonly context: AppendContext,
  ) {
    super();
  }
}
