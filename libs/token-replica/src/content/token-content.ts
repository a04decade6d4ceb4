import { type Allowlist, compileAllowlist } from '@portcullis/ip-allowlist';
import { digestPart, formatDigest, type ParsedTokenState, parseTokenState, type PublishedState, replaceInDigest } from '@portcullis/messages';
import { toScopeBits } from '@portcullis/token';
import { CLOSED, packFlags } from './flags.js';
import { SecretIndex } from './secret-index.js';
import { Strings } from './strings.js';
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
 * of its secret, and the content digest over the messages held.
 */
export class TokenContent {
  readonly rows = new TokenRows();
  readonly secrets = new SecretIndex();
  private readonly rowOf = new Map<string, number>();
  private readonly tokenIds: string[] = [];
  private readonly workspaces = new Strings();
  private readonly allowlists = new Map<number, Allowlist>();
  /** Secrets in their grace period, for the few tokens that have any. */
  private readonly retiring = new Map<number, readonly Uint32Array[]>();
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

  tokenId(row: number): string {
    return this.tokenIds[row] ?? '';
  }

  workspaceId(row: number): string {
    return this.workspaces.text(this.rows.workspace(row));
  }

  allowlist(row: number): Allowlist | null {
    return this.allowlists.get(row) ?? null;
  }

  /** Takes one record of the topic, in one synchronous step: no check ever sees a token between two of its states. */
  apply(key: string, value: Uint8Array): Applied {
    const parsed = parseTokenState(key, value);
    const row = this.rowOf.get(key);
    const { version, position } = parsed.kind === 'understood' ? parsed.message : parsed;
    // A message without a readable version is closed on the spot: better a refused token than one whose revocation was lost.
    if (row !== undefined && version !== null && version <= this.rows.version(row)) {
      return { result: 'superseded', position: position ?? 0 };
    }
    const isNew = row === undefined;
    return this.replace(row ?? this.addRow(key), isNew, value, parsed);
  }

  private replace(row: number, isNew: boolean, value: Uint8Array, parsed: ParsedTokenState): Applied {
    const { version, position } = parsed.kind === 'understood' ? parsed.message : parsed;
    const part = digestPart(value);
    this.digest = replaceInDigest(this.digest, this.rows.digestPart(row), part);
    this.rows.setHeld(row, version ?? justBelow(this.rows.version(row)), part);
    this.forgetSecrets(row);
    if (!isNew && this.rows.flags(row) === CLOSED) this.closed -= 1;
    if (parsed.kind === 'not_understood') {
      this.close(row);
      return { result: 'closed', position, reason: parsed.reason };
    }
    this.hold(row, parsed.message.state);
    return { result: 'applied', position: parsed.message.position };
  }

  private addRow(key: string): number {
    const row = this.rows.add();
    this.rowOf.set(key, row);
    this.tokenIds[row] = key;
    return row;
  }

  private hold(row: number, state: PublishedState): void {
    this.rows.write(row, {
      notBeforeMs: state.notBefore === null ? -Infinity : Date.parse(state.notBefore),
      expiresAtMs: state.expiresAt === null ? Infinity : Date.parse(state.expiresAt),
      scopeBits: toScopeBits(state.scopes),
      workspace: this.workspaces.number(state.workspaceId),
      flags: packFlags(state),
    });
    if (state.allowedIps.length === 0) this.allowlists.delete(row);
    else this.allowlists.set(row, compileAllowlist(state.allowedIps));
    this.addSecrets(row, state.secrets);
  }

  private addSecrets(row: number, secrets: PublishedState['secrets']): void {
    const retiring: Uint32Array[] = [];
    for (const { hash, validUntil } of secrets) {
      const digest = digestWords(Buffer.from(hash, 'hex'));
      this.secrets.set(digest, row, validUntil === null ? Infinity : Date.parse(validUntil));
      if (validUntil === null) this.rows.secret(row).set(digest);
      else retiring.push(digest);
    }
    if (retiring.length > 0) this.retiring.set(row, retiring);
  }

  private forgetSecrets(row: number): void {
    this.secrets.delete(this.rows.secret(row));
    this.rows.secret(row).fill(0);
    for (const digest of this.retiring.get(row) ?? []) this.secrets.delete(digest);
    this.retiring.delete(row);
  }

  private close(row: number): void {
    this.closed += 1;
    this.rows.write(row, { notBeforeMs: Infinity, expiresAtMs: -Infinity, scopeBits: 0, workspace: 0, flags: CLOSED });
    this.allowlists.delete(row);
  }
}

/**
 * What is held of a message without a readable version: the version before may open its token again (published once more,
 * it mends the topic), an older one may not, as it may come from before a revocation.
 */
function justBelow(version: number): number {
  return Math.ceil(version) - 0.5;
}

/** The 32 bytes of a SHA-256 as eight words in this machine's byte order: an in-memory form, never stored or sent. */
export function digestWords(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(8);
  new Uint8Array(words.buffer).set(bytes);
  return words;
}
