/** Where evidence stands outside the database. */
export interface EvidenceSettings {
  /** The Ed25519 key that signs checkpoints (PKCS#8, PEM), readable by its owner alone. */
  readonly keyFile: string;
  /** Where each checkpoint is noted; made where it is missing. */
  readonly anchorFile: string;
  /** The name of the key in notes. */
  readonly keyName: string;
}
