import { ANOTHER_TOKENS } from '@portcullis/messages';
import { TokenContent } from '../../content/token-content.js';
import type { SnapshotHead } from '../tables/snapshot-head.js';
import type { LoadedSnapshot } from './loaded-snapshot.js';

/** The messages of a copy as they come in, and what they amount to. */
export class Gathered {
  private readonly content = new TokenContent();
  private readonly closed: { key: string; reason: string }[] = [];
  private position = 0;
  private misplaced = 0;

  take(key: Buffer, bytes: Buffer): void {
    const token = key.toString();
    const applied = this.content.apply(token, bytes);
    if (applied.result === 'closed') {
      this.closed.push({ key: token, reason: applied.reason });
      if (applied.reason === ANOTHER_TOKENS) this.misplaced += 1;
    }
    this.position = Math.max(this.position, applied.position ?? 0);
  }

  /**
   * What is wrong where the digest noted with the messages is this one; undefined where nothing is. The digest is over
   * messages, not over the keys they stand under.
   */
  faultAgainst(digest: string): string | undefined {
    const held = this.content.contentDigest();
    if (this.misplaced > 0) return `${this.misplaced} of its messages stand under another token's key`;
    return held === digest ? undefined : `its messages have the digest ${held}, and ${digest} was noted with them`;
  }

  snapshot({ store, nextOffset }: SnapshotHead): LoadedSnapshot {
    return { content: this.content, store, nextOffset, position: this.position, closed: this.closed };
  }
}
