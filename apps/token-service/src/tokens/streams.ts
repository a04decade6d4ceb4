/** The stream of a token's state: its version moves with every change of the state and with nothing else. */
export function tokenStream(tokenId: string): string {
  return `token/${tokenId}`;
}

/** The stream of a token's use, apart from its state so that usage never conflicts with a revocation. */
export function usageStream(tokenId: string): string {
  return `usage/${tokenId}`;
}
