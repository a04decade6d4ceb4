import type { WorkspaceCommitment } from '../checkpoint/workspace-commitment.js';

/** Of docs/history-export.md: a file that another version wrote is not read. */
export const EXPORT_FORMAT = 'portcullis-history';
export const EXPORT_VERSION = 1;

/** A line without its line feed; no event comes near it. */
export const LONGEST_LINE_BYTES = 1_048_576;

export const SCOPE_TYPES = ['workspace', 'token', 'store'] as const;

/** Whose history it is: all of a workspace's, one token's, or everybody's. */
export interface ExportScope {
  readonly type: (typeof SCOPE_TYPES)[number];
  readonly id: string;
}

/** Hashes of a proof, from the leaf upwards, each 32 bytes in base64. */
export type ProofText = readonly string[];

/** What a checkpoint commits to for one workspace, and the proof that it does. */
export interface WorkspaceProof {
  readonly leaf: WorkspaceCommitment;
  /** Of the leaf in the tree of workspaces, from 0. */
  readonly index: number;
  /** Number of workspaces in it. */
  readonly size: number;
  readonly proof: ProofText;
}

/** How the history goes on from an earlier checkpoint. */
export interface Continuation {
  /** Number of events under the earlier checkpoint. */
  readonly size: number;
  /** That the tree of the export's checkpoint begins with the earlier one. */
  readonly consistency: ProofText;
  /** What the earlier checkpoint commits to for the workspace; null where it had no event, or the export is not a workspace's. */
  readonly workspace: WorkspaceProof | null;
}

/** The first line. */
export interface ExportHeader {
  readonly scope: ExportScope;
  readonly storeId: string;
  /** A signed note: the history is shown as it was when this was signed. */
  readonly checkpoint: string;
  /** Of the export of a workspace that has events. */
  readonly workspace: WorkspaceProof | null;
  readonly previous: Continuation | null;
}

/** A text beside an event, with the salt that its hash in the envelope was made with, 32 hex digits. */
export interface SaltedText {
  readonly value: string;
  readonly salt: string;
}

/** From where an event was caused, as far as it is not forgotten. */
export interface ExportedOrigin {
  readonly address: SaltedText | null;
  readonly userAgent: SaltedText | null;
}

/** A line between the first and the last. */
export interface ExportedEvent {
  readonly origin: ExportedOrigin | null;
  /** That the event is in the checkpoint's tree, at its position; in the export of a token alone. */
  readonly proof: ProofText | null;
  /** The envelope as it is stored, byte for byte. */
  readonly bytes: Buffer;
}

/** The last line: without it the file is cut. */
export interface ExportEnd {
  readonly events: number;
  /** That a workspace's last event is in the checkpoint's tree, at its position. */
  readonly lastProof: ProofText | null;
}
