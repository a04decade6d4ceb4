import type { Scope } from '@portcullis/scopes';
import type { Principal, TokenKind } from '@portcullis/token';
import { kindOf } from '../content/flags.js';
import type { TokenContent } from '../content/token-content.js';

/** The principal of a row as it was when it was checked. Its token id is written out only for who asks: few routes do. */
export class RowPrincipal implements Principal {
  readonly workspaceId: string;
  readonly kind: TokenKind;
  readonly #ids: TokenContent['ids'];
  readonly #row: number;

  constructor(
    content: TokenContent,
    row: number,
    readonly scopes: readonly Scope[],
  ) {
    this.workspaceId = content.workspaceId(row);
    this.kind = kindOf(content.rows.flags(row));
    this.#ids = content.ids;
    this.#row = row;
  }

  /** An id keeps its row for as long as there is this read of the topic, so it may be asked for at any later time. */
  get tokenId(): string {
    return this.#ids.text(this.#row);
  }
}
