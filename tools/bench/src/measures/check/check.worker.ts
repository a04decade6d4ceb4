import type { Scope } from '@portcullis/scopes';
import type { TokenReplica } from '@portcullis/token-replica';
import { alternate, type Arm } from '../../harness/alternate.js';
import { seededRandom } from '../../harness/random.js';
import { CLIENT_ADDRESS, fiveRanges, IssuedTokens } from '../../replica/issued-tokens.js';
import { openReplica } from '../../replica/open-replica.js';
import { type Say, work } from '../../workers/work.js';
import { jwtArms, type JwtPeers } from './jwt-arms.js';
import { residentBytes } from './resident.js';
import { randomSecrets, withWrongChecksum } from './samples.js';
import { fastestSha256, variedTexts } from './sha256-baseline.js';
import { betweenTurns, expecting, nsPerCall } from './timed-calls.js';

export interface CheckTask {
  readonly tokens: number;
  readonly rounds: number;
  readonly jwt: JwtPeers | null;
}

export interface CheckResult {
  readonly bytesPerToken: number;
  readonly encoding: string;
  /** ns a call, of every arm, round by round. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

const HOT_TOKENS = 256;
const ALLOWLIST_TOKENS = 100_000;
/** Calls a sample: some 30 ms, far above the clock's grain and far below the replica's bound. */
const CALLS = 20_000;
/** As a route has it: one array for the life of the process. */
const REQUIRED: readonly Scope[] = ['items:read'];

await work((task, say) => measure(task as CheckTask, say));

async function measure({ tokens, rounds, jwt }: CheckTask, say: Say): Promise<CheckResult> {
  const random = seededRandom(7);
  const few = new IssuedTokens(2, HOT_TOKENS);
  const hot = await openReplica(few);
  // With a replica's code loaded: what a million tokens add is theirs.
  const before = residentBytes();
  const many = new IssuedTokens(1, tokens);
  const cold = await openReplica(many);
  const bytesPerToken = (residentBytes() - before) / tokens;
  say(`${tokens.toLocaleString('en')} tokens loaded, ${Math.round(bytesPerToken)} B each`);
  const listed = new IssuedTokens(3, ALLOWLIST_TOKENS, fiveRanges);
  const withRanges = await openReplica(listed);
  const texts = variedTexts(CALLS, random);
  const sha256 = fastestSha256(texts);
  const garbage = withWrongChecksum(randomSecrets(many, CALLS, random));
  const arms: Record<string, Arm> = {
    sha256: betweenTurns(() => nsPerCall(texts, sha256.call)),
    cold: checking(cold.replica, () => randomSecrets(many, CALLS, random)),
    hot: checking(hot.replica, () => randomSecrets(few, CALLS, random)),
    allowlist: checking(withRanges.replica, () => randomSecrets(listed, CALLS, random)),
    garbage: betweenTurns(() => nsPerCall(garbage, expecting('invalid', (token) => cold.replica.check(token, request())))),
    ...(jwt === null ? {} : await jwtArms(jwt)),
  };
  say(`fastest SHA-256 output: ${sha256.encoding}`);
  const samples = await alternate(arms, { warmUps: 3, counted: rounds, onRound: (round) => { if (round % 5 === 0) say(`round ${round} of ${rounds}`); } });
  return { bytesPerToken, encoding: sha256.encoding, samples };
}

/** Other tokens in every sample: what the last one brought into the caches is of no use to the next. */
function checking(replica: TokenReplica, draw: () => readonly string[]): Arm {
  const check = expecting('allowed', (token) => replica.check(token, request()));
  return async () => {
    const tokens = draw();
    return betweenTurns(() => nsPerCall(tokens, check))();
  };
}

/** The guard makes one for each request. */
function request(): { address: string; requiredScopes: readonly Scope[]; route: number } {
  return { address: CLIENT_ADDRESS, requiredScopes: REQUIRED, route: 1 };
}
