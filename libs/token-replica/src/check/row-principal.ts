import type { Scope } from '@portcullis/scopes';
import type { Principal, TokenKind } from '@portcullis/token';
import { kindOf } from '../content/flags.js';
import type { TokenContent } from '../content/token-content.js';
import type { TokenIds } from '../content/token-ids.js';

/**
 * The principal of a row as it was when it was checked. Whose it is and what it may are properties of its own, so that a
 * copy has them too: a filter by an undefined workspace would be none. Only the token's id, of which hardly a request
 * asks, is made when it is asked for, and by JSON.
 */
export class RowPrincipal implements Principal {
  readonly workspaceId: string;
  readonly kind: TokenKind;
  /** An id keeps its row for as long as there are these ids: it may be asked for at any later time. */
  readonly #ids: TokenIds;
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

  get tokenId(): string {
    return this.#ids.text(this.#row);
  }

  toJSON(): Principal {
    const { workspaceId, tokenId, kind, scopes } = this;
    return { workspaceId, tokenId, kind, scopes };
  }
}
