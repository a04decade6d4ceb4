import { type Answer, answerOf, type ApiToken, type ManagementClient, type Receipt } from '@portcullis/management-client';
import type { Effect, SecretEnd, TokenChange } from '../history/token-change.js';
import type { TokenLife, Wish } from '../history/token-life.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Changed } from './owner-client.js';
import { READER, READER_OF_BOTH } from './wishes.js';

/** One change in place of a token. */
export interface Step {
  readonly kind: 'narrow' | 'widen' | 'disable' | 'enable' | 'rotate';
  /** Of a rotation; 0: the old secret is over at once. */
  readonly graceSeconds?: number;
}

/** A change in place, as it is asked for. */
export type ChangeInPlace = (
  api: ManagementClient,
  request: { readonly params: { readonly path: { readonly id: string }; readonly header: { readonly 'If-Match': string } }; readonly signal: AbortSignal },
) => Promise<Answer<{ readonly apiToken: ApiToken; readonly receipt: Receipt; readonly token?: string }>>;

/** What goes together: what is taken from a token is given back. */
const PAIRS = [
  [{ kind: 'narrow' }, { kind: 'widen' }],
  [{ kind: 'disable' }, { kind: 'enable' }],
  [{ kind: 'rotate', graceSeconds: 0 }],
  [{ kind: 'rotate', graceSeconds: 1 }],
  // Ended before its time by the second.
  [{ kind: 'rotate', graceSeconds: 60 }, { kind: 'rotate', graceSeconds: 2 }],
] as const satisfies readonly (readonly Step[])[];

/** Two or three of them, in any order. */
export function drawSteps(random: SeededRandom): readonly Step[] {
  return random.shuffle<readonly Step[]>(PAIRS).slice(0, random.between(2, 3)).flat();
}

/** The beginning of a change, before it is asked for. */
export function begin(life: TokenLife, step: Step): TokenChange {
  return life.begin(effectOf(step));
}

function effectOf({ kind, graceSeconds = 0 }: Step): Effect {
  switch (kind) {
    case 'narrow':
      return { kind: 'scopes', scopes: READER.scopes };
    case 'widen':
      return { kind: 'scopes', scopes: READER_OF_BOTH.scopes };
    case 'disable':
    case 'enable':
      return { kind };
    case 'rotate':
      return { kind, secret: undefined, oldEnds: graceSeconds === 0 ? undefined : endAfter(performance.now(), graceSeconds) };
  }
}

function endAfter(askedMs: number, graceSeconds: number): SecretEnd {
  return { askedMs, fromMs: askedMs + graceSeconds * 1_000, toMs: Infinity };
}

/** @param isFirst asked again, a rotation has no grace period: of a secret whose answer was lost nobody knows when it ends. */
export function changeBy({ kind, graceSeconds = 0 }: Step, isFirst: boolean): ChangeInPlace {
  switch (kind) {
    case 'narrow':
      return rescope(READER);
    case 'widen':
      return rescope(READER_OF_BOTH);
    case 'disable':
      return (api, request) => answerOf(api.POST('/api/v1/api-keys/{id}/disable', request));
    case 'enable':
      return (api, request) => answerOf(api.POST('/api/v1/api-keys/{id}/enable', request));
    case 'rotate':
      return (api, request) => answerOf(api.POST('/api/v1/api-keys/{id}/rotate', { ...request, body: { gracePeriodSeconds: isFirst ? graceSeconds : 0 } }));
  }
}

function rescope({ scopes }: Wish): ChangeInPlace {
  return (api, request) => answerOf(api.PATCH('/api/v1/api-keys/{id}', { ...request, body: { scopes: [...scopes] } }));
}

/** Keeps what the answer tells: the version, and of a rotation the new secret and when the old one has ended at the latest. */
export function answered(life: TokenLife, { effect }: TokenChange, { graceSeconds = 0 }: Step, { version, secret }: Changed): void {
  life.version = version;
  if (effect.kind !== 'rotate' || secret === undefined) return;
  effect.secret = life.secrets.push(secret) - 1;
  if (effect.oldEnds !== undefined) effect.oldEnds.toMs = performance.now() + graceSeconds * 1_000;
}
