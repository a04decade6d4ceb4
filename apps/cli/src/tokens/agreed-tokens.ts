import { type ApiToken, answerOf, type ManagementClient, type operations } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { wholeList } from '../command-line/list-options.js';
import { CommandFailure } from '../failures/command-failure.js';
import { ask } from '../session/ask.js';
import { tokenTable } from './list-tokens.js';

/** What a bulk revocation asks for: tokens by their ids, or by a filter. */
export type Wish = operations['revokeApiTokens']['requestBody']['content']['application/json'];
export type Filter = NonNullable<Wish['filter']>;

/** Tokens that are shown before they are revoked. */
const SHOWN = 10;
const LARGEST_PAGE = 100;
/** As many as one request takes. */
const IDS_AT_ONCE = 500;

/**
 * Says what would be revoked, and has the number of them typed: it cannot be undone. What is agreed to are the tokens that
 * were counted, by their ids: one that is issued or begins to match while the person reads is left alone.
 *
 * @returns undefined: there are none
 * @throws CommandFailure where the number was not typed, or what a filter means changes while it is looked at
 */
export async function agreedWishes(client: ManagementClient, wish: Wish, context: Context): Promise<readonly Wish[] | undefined> {
  const { screen, texts } = context;
  const { remaining, notFound } = (await answerOf(client.POST('/api/v1/api-keys/revoke', { body: { ...wish, dryRun: true } }))).body;
  if (notFound.length > 0) screen.note(texts('revokeMany.notFound', { ids: notFound.join(', ') }));
  if (remaining === 0) {
    screen.note(texts('revokeMany.none'));
    return undefined;
  }
  const meant = wish.filter && (await openTokens(client, wish.filter));
  if (meant !== undefined && meant.length !== remaining) throw new CommandFailure(texts('error.meanwhileOthers'));
  screen.note(texts('revokeMany.would', { count: remaining }));
  // The newest of them, to be known by.
  if (meant) screen.note(tokenTable(meant.slice(0, SHOWN), context, screen.progressWidth));
  if ((await ask(context, texts('ask.typeCount', { count: remaining }))) !== String(remaining)) throw new CommandFailure(texts('error.notTyped'));
  return meant === undefined ? [wish] : byIds(meant, wish);
}

/** All that the filter means and that are not revoked, the newest first. */
async function openTokens(client: ManagementClient, filter: Filter): Promise<readonly ApiToken[]> {
  const { data } = await wholeList(async (cursor) => {
    const query = { ...filter, limit: LARGEST_PAGE, ...(cursor !== undefined && { cursor }) };
    return (await answerOf(client.GET('/api/v1/api-keys', { params: { query } }))).body;
  });
  return data.filter(({ status }) => status !== 'revoked');
}

function byIds(tokens: readonly ApiToken[], { reason }: Wish): readonly Wish[] {
  const ids = tokens.map(({ id }) => id);
  return Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, part) => ({
    ids: ids.slice(part * IDS_AT_ONCE, (part + 1) * IDS_AT_ONCE),
    ...(reason !== undefined && { reason }),
  }));
}
