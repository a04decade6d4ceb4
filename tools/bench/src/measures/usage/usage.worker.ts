import { TokenContent, UsageCounters } from '@portcullis/token-replica';
import { seededRandom } from '../../harness/random.js';
import { IssuedTokens } from '../../replica/issued-tokens.js';
import { work } from '../../workers/work.js';

export interface UsageTask {
  readonly rounds: number;
}

export interface UsageResult {
  readonly nsPerCall: readonly number[];
}

const TOKENS = 1_000;
const ROUTES = 20;
const ADDRESSES = 50;
/** Two seconds of a busy process. */
const CALLS = 40_000;
const BATCHES = 4;
const WARM_UPS = 5;
const MOST = 1_000_000;

interface Call {
  readonly row: number;
  readonly route: number;
  readonly address: string;
}

await work((task, say) => Promise.resolve(measure(task as UsageTask, say)));

/** Each token has an address and a few routes, as an integration has. */
function measure({ rounds }: UsageTask, say: (line: string) => void): UsageResult {
  const random = seededRandom(11);
  const below = (bound: number): number => Math.floor(random() * bound);
  const content = new TokenContent();
  const issued = new IssuedTokens(5, TOKENS);
  for (let index = 0; index < TOKENS; index += 1) content.apply(issued.id(index), issued.message(index, index + 1));
  // As a connection that stays open has it: one string for all its requests.
  const addresses = Array.from({ length: ADDRESSES }, (_, at) => `198.51.100.${at}`);
  const counters = new UsageCounters('bench', 'b'.repeat(32), 0);
  const samples: number[] = [];
  for (let round = 0; round < rounds + WARM_UPS; round += 1) {
    const calls = Array.from({ length: CALLS }, (): Call => {
      const row = below(TOKENS);
      return { row, route: 1 + ((row + below(3)) % ROUTES), address: addresses[row % ADDRESSES] ?? '' };
    });
    const took = cpuUs(() => {
      count(counters, content, calls, round * 60_000);
    });
    if (round >= WARM_UPS) samples.push((took * 1_000) / CALLS);
    if (round % 5 === 0) say(`round ${round} of ${rounds + WARM_UPS}`);
  }
  return { nsPerCall: samples };
}

/** All of it: the call in the request, its taking into the detail, and what is to be sent: totals every half second, detail every two. */
function count(counters: UsageCounters, content: TokenContent, calls: readonly Call[], atMs: number): void {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const of = calls.slice((batch * CALLS) / BATCHES, ((batch + 1) * CALLS) / BATCHES);
    for (const { row, route, address } of of) counters.accepted(content, row, atMs, address, route);
    while (counters.takeCalls(4_096));
    counters.takeChanged(MOST);
  }
  counters.takeCells(MOST);
}

function cpuUs(run: () => void): number {
  const now = (): number => {
    process.cpuUsage();
    const { user, system } = process.threadCpuUsage();
    return user + system;
  };
  const before = now();
  run();
  return now() - before;
}
