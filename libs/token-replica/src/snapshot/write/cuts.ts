import type { Cut } from '../../content/changed-pages.js';
import type { ListsCut } from '../../content/long-lists.js';
import type { TokenContent } from '../../content/token-content.js';
import type { Proof } from './proof.js';

/** A change waits this long for others before it is written. */
const GATHER_MS = 1_000;
/** With no change, only the offset moves: rarely, as all it saves is a few closed records read again. */
const MOVE_OFFSET_MS = 10_000;

/** What is to be saved: a content as it was at one closed record, or what of it is not in the save before. */
export interface TakenCut {
  readonly proof: Proof;
  readonly digest: string;
  readonly pages: Cut;
  readonly lists: ListsCut;
  readonly texts: number;
  /** Where the texts begin that are not in the save before. */
  readonly firstText: number;
  /** All pages are in it: it does not go on from the save before. */
  readonly isWhole: boolean;
}

/** The content whose unchanged pages stand in a save. */
interface Standing {
  readonly content: TokenContent;
  readonly save: string;
  readonly texts: number;
}

interface Waiter {
  readonly base: string | undefined;
  readonly take: (cut: TakenCut) => void;
}

/**
 * Decides when a cut is made: only at a closed record that counts, in the same step, as only then it is known that what is
 * held is what was published, and up to which offset.
 */
export class Cuts {
  private proof: Proof | undefined;
  private changesAtProof = 0;
  private standing: Standing | undefined;
  /** What the newest cut has, saved or being saved. */
  private covered: { readonly content: TokenContent; readonly changes: number; readonly proof?: Proof } | undefined;
  private waitingSinceMs: number | undefined;
  private savingSinceMs: number | undefined;
  private lastSaveMs = -Infinity;
  private waiter: Waiter | undefined;
  private onProof: (() => void) | undefined;

  constructor(private readonly monotonicMs: () => number) {}

  get isProven(): boolean {
    return this.proof !== undefined;
  }

  /** How long the oldest change that is not saved has been waiting, ms. */
  get behindMs(): number {
    const sinceMs = this.savingSinceMs ?? this.waitingSinceMs;
    return sinceMs === undefined ? 0 : this.monotonicMs() - sinceMs;
  }

  /** To be told in the same step in which the record counted. undefined: what is held differs. */
  proven(proof: Proof | undefined): void {
    this.proof = proof;
    if (proof === undefined) return;
    this.changesAtProof = proof.content.pages.changes;
    if (!this.isCovered(proof)) this.waitingSinceMs ??= this.monotonicMs();
    this.onProof?.();
    if (this.waiter !== undefined && this.isDue()) this.waiter.take(this.cut(proof, this.waiter.base));
  }

  /** This content was made of that save. */
  loaded(content: TokenContent, save: string): void {
    this.standing = { content, save, texts: content.workspaces.size };
    this.covered = { content, changes: content.pages.changes };
  }

  /** Resolves when something is proven, or the signal is aborted. */
  untilProven(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        signal.removeEventListener('abort', end);
        this.onProof = undefined;
        resolve();
      };
      if (this.isProven || signal.aborted) {
        end();
        return;
      }
      signal.addEventListener('abort', end, { once: true });
      this.onProof = end;
    });
  }

  /** A new connection: its first save is due at once, as it shows that the database takes any. */
  begin(): void {
    this.lastSaveMs = -Infinity;
  }

  /**
   * The next cut that is due; undefined: the signal was aborted before.
   *
   * @param base the save that is in the database.
   */
  next(base: string | undefined, signal: AbortSignal): Promise<TakenCut | undefined> {
    return new Promise((resolve) => {
      const end = (cut?: TakenCut): void => {
        signal.removeEventListener('abort', aborted);
        this.waiter = undefined;
        resolve(cut);
      };
      const aborted = (): void => {
        end();
      };
      if (signal.aborted) end();
      else if (this.isDue() && this.isExact(this.proof)) end(this.cut(this.proof, base));
      else {
        signal.addEventListener('abort', aborted, { once: true });
        this.waiter = { base, take: end };
      }
    });
  }

  /** A cut for a last time, now; undefined: there is nothing new, or something came behind the proof. */
  last(base: string | undefined): TakenCut | undefined {
    return this.isExact(this.proof) && this.proof !== this.covered?.proof ? this.cut(this.proof, base) : undefined;
  }

  saved({ proof, texts }: TakenCut, save: string): void {
    this.standing = { content: proof.content, save, texts };
    this.savingSinceMs = undefined;
    this.lastSaveMs = this.monotonicMs();
  }

  /** It was not saved, or nobody knows. */
  failed(cut: TakenCut): void {
    cut.pages.undo();
    cut.lists.undo();
    this.covered = undefined;
    this.waitingSinceMs = this.savingSinceMs ?? this.waitingSinceMs;
    this.savingSinceMs = undefined;
  }

  private isDue(): boolean {
    const nowMs = this.monotonicMs();
    return nowMs - this.lastSaveMs >= MOVE_OFFSET_MS || nowMs - (this.waitingSinceMs ?? nowMs) >= GATHER_MS;
  }

  /** Whether nothing has come since: what is held is still what was proven. */
  private isExact(proof: Proof | undefined): proof is Proof {
    return proof !== undefined && proof.content.pages.changes === this.changesAtProof;
  }

  private isCovered({ content }: Proof): boolean {
    return this.covered?.content === content && this.covered.changes === content.pages.changes;
  }

  private cut(proof: Proof, base: string | undefined): TakenCut {
    const { content } = proof;
    const standing = this.standing?.content === content && this.standing.save === base ? this.standing : undefined;
    if (standing === undefined) {
      content.pages.all();
      content.allowlists.long.all();
    }
    this.covered = { content, changes: content.pages.changes, proof };
    this.savingSinceMs = this.waitingSinceMs;
    this.waitingSinceMs = undefined;
    return {
      proof,
      digest: content.contentDigest(),
      pages: content.pages.take(),
      lists: content.allowlists.long.take(),
      texts: content.workspaces.size,
      firstText: standing?.texts ?? 0,
      isWhole: standing === undefined,
    };
  }
}
