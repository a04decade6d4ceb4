import { answerOf, SCOPES, type TokensRevoked } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { instantBefore } from '../command-line/values.js';
import { UsageFailure } from '../failures/command-failure.js';
import { type ChangeOptions, changeHeaders, patienceMs, withChangeOptions } from '../receipts/change-options.js';
import { finishChange } from '../receipts/finish-change.js';
import { untilNoneRemains } from '../receipts/until-none-remains.js';
import { confirmed } from '../session/confirmed.js';
import { connect } from '../session/connection.js';
import { agreedWishes, type Filter, type Wish } from './agreed-tokens.js';

interface Options extends ChangeOptions {
  readonly id?: string[];
  readonly creator?: string;
  readonly scope?: NonNullable<Filter['scope']>;
  readonly unusedSince?: string;
  readonly prefix?: string;
  readonly reason?: string;
  readonly yes?: true;
}

export function addRevokeMany(program: Command, context: Context): void {
  const { texts } = context;
  const command = program
    .command('revoke-many')
    .description(texts('help.revokeMany'))
    .option('--id <id...>', texts('option.ids'))
    .option('--creator <user>', texts('filter.creator'))
    .addOption(new Option('--scope <scope>', texts('filter.scope')).choices(SCOPES))
    .option('--unused-since <when>', texts('filter.unusedSince'))
    .option('--prefix <prefix>', texts('filter.prefix'))
    .option('--reason <text>', texts('option.reason'))
    .option('--yes', texts('option.yes'));
  withChangeOptions(command, context).action((options: Options) => revokeMany(options, context));
}

async function revokeMany(options: Options, context: Context): Promise<void> {
  const { screen, texts } = context;
  const patience = patienceMs(options, context);
  const wish = wishOf(options, context);
  if (!options.yes && context.stdin.isTTY !== true) throw new UsageFailure(texts('error.yes'));
  const { client } = connect(context);
  const wishes = options.yes ? [wish] : await agreedWishes(client, wish, context);
  if (wishes === undefined) return;
  const params = { header: changeHeaders(options) };
  const send = async (body: Wish): Promise<TokensRevoked> => (await confirmed(client, context, () => answerOf(client.POST('/api/v1/api-keys/revoke', { params, body })))).body;
  const tell = ({ revoked, alreadyRevoked, notFound }: TokensRevoked): void => {
    screen.line(texts('revokeMany.done', { count: revoked }));
    if (alreadyRevoked > 0) screen.line(texts('revokeMany.before', { count: alreadyRevoked }));
    if (notFound.length > 0) screen.note(texts('revokeMany.notFound', { ids: notFound.join(', ') }));
  };
  await finishChange(await revokeAll(wishes, send, context), { client, patienceMs: patience, json: options.json === true, tell }, context);
}

const NOTHING: TokensRevoked = { dryRun: false, revoked: 0, alreadyRevoked: 0, remaining: 0, notFound: [], receipt: null };

/** One wish after the other, each until none of it remains; as one answer. Where it cannot go on, it says how far it came. */
async function revokeAll(wishes: readonly Wish[], send: (wish: Wish) => Promise<TokensRevoked>, context: Context): Promise<TokensRevoked> {
  const { screen, texts } = context;
  let sum = NOTHING;
  for (const wish of wishes) {
    const rounds = {
      send: () => send(wish),
      progressOf: ({ revoked, remaining }: TokensRevoked) => ({ changed: revoked, remaining: remaining > 0 }),
      tellStopped: (changed: number) => {
        if (sum.revoked + changed > 0) screen.note(texts('revokeMany.soFar', { count: sum.revoked + changed }));
      },
    };
    const { last, changed } = await untilNoneRemains(rounds, context);
    sum = {
      ...last,
      revoked: sum.revoked + changed,
      // To the last request, what the others revoked was revoked before.
      alreadyRevoked: sum.alreadyRevoked + last.alreadyRevoked - (changed - last.revoked),
      notFound: [...sum.notFound, ...last.notFound],
      receipt: newest(sum.receipt, last.receipt),
    };
  }
  return sum;
}

/** Once the newest is confirmed, all before it are. */
function newest(one: TokensRevoked['receipt'], other: TokensRevoked['receipt']): TokensRevoked['receipt'] {
  return one !== null && (other === null || other.position < one.position) ? one : other;
}

/** The times of a filter are settled here, so that what was agreed to is what is asked for, however long it took. */
function wishOf({ id, creator, scope, unusedSince, prefix, reason }: Options, { texts }: Context): Wish {
  const filter: Filter = {
    ...(creator !== undefined && { creator }),
    ...(scope && { scope }),
    ...(unusedSince !== undefined && { unusedSince: instantBefore('--unused-since', unusedSince, Date.now(), texts) }),
    ...(prefix !== undefined && { prefix }),
  };
  const hasFilter = Object.keys(filter).length > 0;
  if (hasFilter === (id !== undefined)) throw new UsageFailure(texts('error.idsOrFilter'));
  return { ...(id ? { ids: id } : { filter }), ...(reason !== undefined && { reason }) };
}
