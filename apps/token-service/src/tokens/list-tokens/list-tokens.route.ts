import { Controller, Get, Header } from '@nestjs/common';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, ParsedQuery, toPage, validationFailed } from '@portcullis/service-kit';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import type { AsOf } from '../as-of/as-of.js';
import { PastTokens } from '../as-of/past-tokens.js';
import { ownOnly } from '../people/own-tokens.guard.js';
import { TokenAccess } from '../people/token-access.js';
import { type ApiToken, apiTokenSchema } from '../read-model/api-token.js';
import { type ListTokensQuery, listTokensQuery } from './list-tokens.query.js';
import { orderOf, type TokenPlace, type TokenSort } from './token-order.js';
import { TokenPages } from './token-pages.js';

/** The workspace's tokens; expired and revoked ones too. */
@Controller('api/v1/api-keys')
export class ListTokensRoute {
  constructor(
    private readonly pages: TokenPages,
    private readonly pastTokens: PastTokens,
  ) {}

  @Get()
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listApiTokens',
    summary: 'List tokens',
    description:
      'The workspace’s, newest first; expired and revoked ones too. All criteria have to hold. A token that is issued meanwhile shifts nothing; one whose place or use changes may come twice or not at all. With `asOf`, those that there were then, as they were then: in the order of their issue, and without criteria.',
    tag: 'API tokens',
    query: listTokensQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(apiTokenSchema), headers: ofTheCallerHeader } },
  })
  async list(
    @CurrentCaller() caller: Caller,
    @ParsedQuery(listTokensQuery) { limit, cursor, sort, asOf, ...criteria }: ListTokensQuery,
  ): Promise<Page<ApiToken>> {
    const { workspaceId } = caller;
    const binding: CursorBinding = { route: 'GET /api/v1/api-keys', workspaceId, filters: { ...criteria, sort, asOf } };
    const order = orderOf(sort);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, binding, order.place);
    const tokens = await (asOf === undefined
      ? this.pages.read({ ...criteria, workspaceId, ownOf: ownOnly(caller) }, order, after, limit + 1)
      : this.readPast(caller, asOf, { sort, ...criteria }, after, limit + 1));
    return toPage(
      tokens,
      limit,
      (token) => token,
      (token) => encodeCursor(binding, order.placeOf(token)),
    );
  }

  private readPast(caller: Caller, asOf: AsOf, { sort, ...criteria }: Criteria, after: TokenPlace | undefined, count: number): Promise<readonly ApiToken[]> {
    refuseCriteria(sort, criteria);
    const { workspaceId } = caller;
    return this.pastTokens.page({ workspaceId, ownOf: ownOnly(caller), isNewestFirst: sort === '-createdAt' }, asOf, after, count);
  }
}

type Criteria = Omit<ListTokensQuery, 'limit' | 'cursor' | 'asOf'>;

/** Of the past there is no index but that of the issue; any other criterion would mean to make every token again. */
function refuseCriteria(sort: TokenSort, criteria: Omit<Criteria, 'sort'>): void {
  const given = Object.entries(criteria).filter(([, value]) => value !== undefined);
  const errors = given.map(([name]) => ({ pointer: `/${name}`, message: 'With asOf there are no criteria: all tokens of then are listed.' }));
  const isByIssue = sort === 'createdAt' || sort === '-createdAt';
  if (!isByIssue) errors.push({ pointer: '/sort', message: 'With asOf it is createdAt or -createdAt.' });
  if (errors.length > 0) throw validationFailed(errors);
}
