import type { Scope } from '@portcullis/scopes';
import type { Principal, TokenKind } from '@portcullis/token';
import { kindOf } from '../content/flags.js';
import type { TokenContent } from '../content/token-content.js';

/** The principal of a row as it was when it was checked. What is not in the row itself is looked up when it is asked for. */
export class RowPrincipal implements Principal {
  readonly kind: TokenKind;
  readonly #content: TokenContent;
  readonly #row: number;
  readonly #workspace: number;

  constructor(
    content: TokenContent,
    row: number,
    readonly scopes: readonly Scope[],
  ) {
    this.kind = kindOf(content.rows.flags(row));
    this.#content = content;
    this.#row = row;
    this.#workspace = content.rows.workspace(row);
  }

  /** A text keeps its number for as long as there is this read of the topic, and an id its row: they may be asked for at any later time. */
  get workspaceId(): string {
    return this.#content.workspaces.text(this.#workspace);
  }

  get tokenId(): string {
    return this.#content.ids.text(this.#row);
  }
}
