import autocannon from 'autocannon';

export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Load {
  readonly url: string;
  /** Used by turns. */
  readonly requests: readonly LoadRequest[];
  readonly connections: number;
  readonly amount: number;
}

/** autocannon looks only so often whether the last answer has come, by default every second: the time is that of its look. */
const LOOK_EVERY_MS = 10;

/** Requests a second over `connections` keep-alive connections. @throws where any answer is not a 200. */
export async function requestsPerSecond({ url, requests, connections, amount }: Load): Promise<number> {
  const startedAtMs = performance.now();
  const result = await autocannon({ url, connections, amount, sampleInt: LOOK_EVERY_MS, requests: requests.map((one) => ({ ...one })) });
  const seconds = (performance.now() - startedAtMs) / 1_000;
  if (result['2xx'] !== amount) throw new Error(`${url}: ${result['2xx']} of ${amount} answers were 200 (${result.non2xx} others, ${result.errors} errors)`);
  return amount / seconds;
}

/** GETs that carry these bearer tokens. */
export function bearing(tokens: readonly string[]): LoadRequest[] {
  return tokens.map((token) => ({ method: 'GET', headers: { authorization: `Bearer ${token}` } }));
}
