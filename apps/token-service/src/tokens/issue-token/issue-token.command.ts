import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Granting } from '@portcullis/token';
import type { ChangeRefused } from '../change-outcome.js';
import type { IdempotencyKey } from './issue-requests.js';
import type { IssueTokenBody } from './issue-token.body.js';

/** Who issues, and what it may pass on. */
export interface Issuer extends Granting {
  readonly workspaceId: string;
  /** The user in whose name: in a session the caller, else the user who issued the calling token. */
  readonly userId: string;
  /** Whether it acts for that user: a person, or a user token. A workspace token outlives the user. */
  readonly isUser: boolean;
}

export type IssueTokenOutcome =
  /** `token`: the secret, which exists nowhere else. */
  | { readonly outcome: 'issued'; readonly token: string; readonly tokenId: string }
  /** This key issued that token before. */
  | { readonly outcome: 'replayed'; readonly tokenId: string; readonly status: number | null }
  /** This key came with another body before. */
  | { readonly outcome: 'idempotency_conflict' }
  | ChangeRefused;

export class IssueTokenCommand extends Command<IssueTokenOutcome> {
  constructor(
    readonly issuer: Issuer,
    readonly body: IssueTokenBody,
    readonly idempotency: IdempotencyKey | undefined,
    readonly context: AppendContext,
  ) {
    super();
  }
}
