import type { Allowlist } from '@portcullis/ip-allowlist';
import { digestPart, formatDigest, type ParsedTokenState, parseTokenState, type PublishedState, replaceInDigest } from '@portcullis/messages';
import { digestWords, toScopeBits } from '@portcullis/token';
import { Allowlists } from './allowlists.js';
import { allowlistOf, CLOSED, packFlags } from './flags.js';
import { type Secret, SecretIndex } from './secret-index.js';
import { Strings } from './strings.js';
import { TokenIds } from './token-ids.js';
import { TokenRows } from './token-rows.js';

/** What became of a state message. */
export type Applied =
  | { readonly result: 'applied'; readonly position: number }
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
  private readonly workspaces = new Strings();
  private readonly allowlists = new Allowlists();
  private digest = 0n;
  private closed = 0;

  /** Tokens whose newest message is not understood here. */
  get closedTokens(): number {
    return this.closed;
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

  /** Takes one record of the topic, in one synchronous step: no check ever sees a token between two of its states. */
  apply(key: string, value: Uint8Array): Applied {
    const parsed = parseTokenState(key, value);
    const row = this.ids.intern(key);
    const isNew = row === this.rows.size;
    if (isNew) this.rows.add();
    const { version, position } = parsed.kind === 'understood' ? parsed.message : parsed;
    // A message without a readable version is closed on the spot: better a refused token than one whose revocation was lost.
    if (!isNew && version !== null && version <= this.rows.version(row)) {
      return { result: 'superseded', position: position ?? 0 };
    }
    return this.replace(row, isNew, value, parsed);
  }

  private replace(row: number, isNew: boolean, value: Uint8Array, parsed: ParsedTokenState): Applied {
    const { version, position } = parsed.kind === 'understood' ? parsed.message : parsed;
    const part = digestPart(value);
    this.digest = replaceInDigest(this.digest, this.rows.digestPart(row), part);
    this.rows.setHeld(row, version ?? justBelow(this.rows.version(row)), part);
    if (!isNew && this.rows.flags(row) === CLOSED) this.closed -= 1;
    if (parsed.kind === 'not_understood') {
      this.close(row);
      return { result: 'closed', position, reason: parsed.reason };
    }
    this.hold(row, parsed.message.state);
    return { result: 'applied', position: parsed.message.position };
  }

  private hold(row: number, state: PublishedState): void {
    const before = allowlistOf(this.rows.flags(row));
    this.rows.write(row, {
      notBeforeMs: state.notBefore === null ? -Infinity : Date.parse(state.notBefore),
      expiresAtMs: state.expiresAt === null ? Infinity : Date.parse(state.expiresAt),
      scopeBits: toScopeBits(state.scopes),
      workspace: this.workspaces.number(state.workspaceId),
      flags: packFlags(state, this.allowlists.hold(state.allowedIps)),
    });
    this.allowlists.release(before);
    this.secrets.replace(row, state.secrets.map(toSecret));
  }

  private close(row: number): void {
    this.closed += 1;
    this.allowlists.release(allowlistOf(this.rows.flags(row)));
    this.rows.write(row, { notBeforeMs: Infinity, expiresAtMs: -Infinity, scopeBits: 0, workspace: 0, flags: CLOSED });
    this.secrets.replace(row, []);
  }
}

function toSecret({ hash, validUntil }: PublishedState['secrets'][number]): Secret {
  return { digest: digestWords(Buffer.from(hash, 'hex')), endMs: validUntil === null ? Infinity : Date.parse(validUntil) };
}

/**
 * What is held of a message without a readable version: the version before may open its token again (published once more,
 * it mends the topic), an older one may not, as it may come from before a revocation.
 */
function justBelow(version: number): number {
  return Math.ceil(version) - 0.5;
}
