import type { Allowlist } from '@portcullis/ip-allowlist';
import { digestPart, formatDigest, type HeldState, type ReadTokenState, readTokenState, replaceInDigest } from '@portcullis/messages';
import { toScopeBits } from '@portcullis/token';
import { Allowlists } from './allowlists.js';
import { ChangedPages } from './changed-pages.js';
import { allowlistOf, CLOSED, packFlags, statusOf } from './flags.js';
import { readPage } from './row-page.js';
import { SecretIndex } from './secret-index.js';
import { Strings } from './strings.js';
import { TokenIds } from './token-ids.js';
import { TokenRows } from './token-rows.js';

/** What became of a state message. */
export type Applied =
  | {
      readonly result: 'applied';
      readonly position: number;
      readonly enabled: boolean;
      /** The row of a token that was enabled before, and is not any more. */
      readonly closes?: number;
    }
  /** Not newer than what is held: a duplicate, a replay or a late old record. */
  | { readonly result: 'superseded'; readonly position: number }
  /** Newer, but not understood: its token is closed. */
  | { readonly result: 'closed'; readonly position: number | null; readonly reason: string };

/**
 * What one read of the token-state topic has amounted to: every token's latest state by version, findable by the SHA-256
 * of its secret, and the content digest over the messages held. A token's row is the number of its id.
 */
export class TokenContent {
  readonly rows = new TokenRows();
  readonly secrets = new SecretIndex(this.rows);
  readonly ids = new TokenIds();
  readonly workspaces = new Strings();
  readonly allowlists = new Allowlists();
  /** Which pages of rows changed, for a copy that follows; see row-page.ts. */
  readonly pages = new ChangedPages((page) => readPage(this, page));
  /** Why each closed token is, by its row. */
  readonly closedReasons = new Map<number, string>();
  private digest = 0n;
  private lastScopes: HeldState['scopes'] = [];
  private lastBits = 0;

  /** Tokens whose newest message is not understood here. */
  get closedTokens(): number {
    return this.closedReasons.size;
  }

  get size(): number {
    return this.rows.size;
  }

  contentDigest(): string {
    return formatDigest(this.digest);
  }

  workspaceId(row: number): string {
    return this.workspaces.text(this.rows.workspace(row));
  }

  /** @param flags of a row. */
  allowlist(flags: number): Allowlist | null {
    return this.allowlists.at(allowlistOf(flags));
  }

  /** Adds empty rows up to this many, to be filled by `fillPage`. */
  reserve(rows: number): void {
    while (this.rows.size < rows) {
      this.rows.add();
      this.ids.reserve();
    }
  }

  /** All rows are filled, and this is the digest over their messages. */
  restored(digest: bigint): void {
    this.digest = digest;
    this.pages.restored(this.rows.size);
  }

  /** Takes one record of the topic, in one synchronous step: no check ever sees a token between two of its states. */
  apply(key: string, value: Uint8Array): Applied {
    const read = readTokenState(key, value);
    const row = this.ids.intern(key);
    const isNew = row === this.rows.size;
    const { version, position } = read;
    // A message without a readable version is closed on the spot: better a refused token than one whose revocation was lost.
    if (!isNew && version !== null && version <= this.rows.version(row)) {
      return { result: 'superseded', position: position ?? 0 };
    }
    this.pages.beforeChange(row);
    if (isNew) this.rows.add();
    return this.replace(row, value, read);
  }

  private replace(row: number, value: Uint8Array, read: ReadTokenState): Applied {
    const { version } = read;
    const part = digestPart(value);
    this.digest = replaceInDigest(this.digest, this.rows.digestPart(row), part);
    this.rows.setHeld(row, version ?? justBelow(this.rows.version(row)), part);
    if (read.kind === 'not_understood') {
      this.close(row, read.reason);
      return { result: 'closed', position: read.position, reason: read.reason };
    }
    const wasEnabled = statusOf(this.rows.flags(row)) === 'enabled';
    this.hold(row, read.state);
    const enabled = statusOf(this.rows.flags(row)) === 'enabled';
    return { result: 'applied', position: read.position, enabled, ...(wasEnabled && !enabled && { closes: row }) };
  }

  private hold(row: number, state: HeldState): void {
    const before = allowlistOf(this.rows.flags(row));
    if (this.closedReasons.size > 0) this.closedReasons.delete(row);
    this.rows.write(row, {
      notBeforeMs: state.notBeforeMs,
      expiresAtMs: state.expiresAtMs,
      scopeBits: this.bitsOf(state.scopes),
      workspace: this.workspaces.number(state.workspaceId),
      flags: packFlags(state, this.allowlists.hold(state.allowedIps)),
    });
    this.allowlists.release(before);
    this.secrets.replace(row, state.secrets);
  }

  /** Consecutive tokens mostly have the same list, which is then the same object; see KnownTexts of the messages. */
  private bitsOf(scopes: HeldState['scopes']): number {
    if (scopes !== this.lastScopes) {
      this.lastScopes = scopes;
      this.lastBits = toScopeBits(scopes);
    }
    return this.lastBits;
  }

  private close(row: number, reason: string): void {
    this.closedReasons.set(row, reason);
    this.allowlists.release(allowlistOf(this.rows.flags(row)));
    this.rows.write(row, { notBeforeMs: Infinity, expiresAtMs: -Infinity, scopeBits: 0, workspace: 0, flags: CLOSED });
    this.secrets.replace(row, []);
  }
}

/**
 * What is held of a message without a readable version: the version before may open its token again (published once more,
 * it mends the topic), an older one may not, as it may come from before a revocation.
 */
function justBelow(version: number): number {
  return Math.ceil(version) - 0.5;
}
