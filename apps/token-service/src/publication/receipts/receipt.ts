/** How one boot is known to act on a change. */
export interface ReplicaConfirmation {
  readonly service: string;
  readonly boot: string;
  /** Highest position the boot has told; null before its first. */
  readonly appliedPosition: number | null;
  /**
   * `application`: it works, or is refused, there exactly as changed. `bound`: the boot has outlived its own staleness
   * bound since the change, so it refuses or is current. `goodbye`: it said that it stopped serving. null: not yet.
   */
  readonly confirmedBy: 'application' | 'bound' | 'goodbye' | null;
}

/** What a change returns: its position, and which replicas are known to act on it. */
export interface Receipt {
  readonly position: number;
  readonly confirmed: boolean;
  /** Where to ask again, answered by any instance. */
  readonly href: string;
  readonly replicas: readonly ReplicaConfirmation[];
}

export abstract class Receipts {
  /** Waits until the change is confirmed, at most CONFIRM_WAIT_MS; holds no transaction and no connection meanwhile. */
  abstract confirm(position: number): Promise<Receipt>;
  /** What is known now. */
  abstract read(position: number): Promise<Receipt>;
}
