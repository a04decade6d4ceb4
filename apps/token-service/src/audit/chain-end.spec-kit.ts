import { CHAIN_START, type ChainEnd, followChain, readEnvelopeHead } from '@portcullis/history-proof';

/** Where a workspace's chain ends, from its events' bytes alone; undefined where one of them does not follow. */
export function chainEndOf(events: readonly Buffer[]): ChainEnd | undefined {
  let end = CHAIN_START;
  for (const bytes of events) {
    const head = readEnvelopeHead(bytes);
    const followed = head && followChain(end, head, bytes);
    if (!followed || 'code' in followed) return undefined;
    end = followed;
  }
  return end;
}
