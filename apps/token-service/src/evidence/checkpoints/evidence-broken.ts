/** What was found to differ from what was signed, or from what was hashed. */
export type EvidenceBreak =
  /** The stored bytes of the event at this position are not those of its leaf. */
  | { readonly found: 'event_altered'; readonly position: number }
  | { readonly found: 'event_missing'; readonly position: number }
  /** Hashes of the tree are not those of the hashes below them. */
  | { readonly found: 'tile_altered'; readonly level: number; readonly index: number }
  /** The tree does not have the root that was signed at this size: events, tiles or the checkpoint were changed. */
  | { readonly found: 'root_differs'; readonly size: number; readonly where: 'checkpoint' | 'anchor' }
  /** The workspaces are not at the ends that were signed. */
  | { readonly found: 'workspaces_differ'; readonly size: number }
  /** A kept checkpoint, or a line of the anchor file, that our key did not sign or that says something else than its row. */
  | { readonly found: 'checkpoint_altered'; readonly size: number; readonly where: 'checkpoint' | 'anchor' }
  | { readonly found: 'anchor_damaged'; readonly line: number }
  /** The same near the file's end, which is all that a signing reads: where the line begins. */
  | { readonly found: 'anchor_damaged'; readonly byte: number }
  /** The store got another id while this process ran: renewed by an operator who should have stopped it first, or by somebody else. */
  | { readonly found: 'store_renewed'; readonly formerStoreId: string }
  /** Fewer events are there than were signed. */
  | { readonly found: 'events_lost'; readonly signed: number; readonly stored: number };

/** Nothing is signed any more by this process: somebody has to look. */
export class EvidenceBroken extends Error {
  override readonly name = 'EvidenceBroken';

  constructor(readonly broken: EvidenceBreak) {
    super(`The history differs from what was signed: ${JSON.stringify(broken)}`);
  }
}
