/** What a replica wants a person to know; the service turns it into logs, metrics and health. */
export interface ReplicaObserver {
  /** A message of a newer schema or an unknown event: that token is closed until a message comes that is understood. */
  tokenNotUnderstood(tokenId: string, reason: string): void;
  /** Every token that was closed is understood again. */
  everyTokenUnderstood(): void;
  /** What is held is not what was published: the topic is being read again. */
  digestDiffers(detail: string): void;
  /** It differs even after a read from the beginning: the relay is asked to publish again. */
  digestUnhealed(detail: string): void;
  digestAgreesAgain(): void;
  /** The relay speaks for another event store: everything held was dropped. */
  storeChanged(store: string): void;
}
