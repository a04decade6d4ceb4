/** The rules of the protocol that a model may leave out, to show that the simulation would notice. */
export interface Rules {
  /** The relay copies the nonces before it reads the head, never after. */
  readonly noncesBeforeHead: boolean;
  /** A receipt asks the table which boots there are, never this instance's memory. */
  readonly bootsFromTable: boolean;
  /** A replica counts no closed record of an epoch below one it has seen. */
  readonly epoch: boolean;
  /** A replica applies a message only if its version is higher. */
  readonly versions: boolean;
  /** A replica counts a closed record only if the content it speaks of is its own. */
  readonly digest: boolean;
  /** A replica refuses once its knowledge is older than its bound. */
  readonly freshness: boolean;
  /** The shipped reading of the topic; false: the copy of it that rules are left out of. */
  readonly shippedReading: boolean;
}

export const ALL_RULES: Rules = { noncesBeforeHead: true, bootsFromTable: true, epoch: true, versions: true, digest: true, freshness: true, shippedReading: true };
