import { Controller, Get, Header } from '@nestjs/common';
import { Authenticated } from '@portcullis/nest-auth';
import { scopeBit, SCOPES } from '@portcullis/scopes';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { type ScopesAnswer, scopesAnswerSchema, toShownBundles, toShownScope } from './shown-scope.js';

const listQuery = z.strictObject(pageParameters);
/** Place in the catalogue of the last scope shown: it never moves. */
const place = z.int().nonnegative();

@Controller('api/v1/scopes')
export class ListScopesRoute {
  /** The catalogue is no secret, and what a caller may pass on is its own business: any valid credential will do. */
  @Get()
  @Authenticated()
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listScopes',
    summary: 'List the scopes and access levels',
    description: 'All there are, in the order of the catalogue, each with what the caller may do with it. No scope implies another.',
    tag: 'Scopes',
    query: listQuery,
    answers: { 200: { description: 'One page of the scopes, and the access levels.', schema: scopesAnswerSchema, headers: ofTheCallerHeader } },
  })
  list(@CurrentCaller() { workspaceId, grantable }: Caller, @ParsedQuery(listQuery) { limit, cursor }: z.infer<typeof listQuery>): ScopesAnswer {
    const binding: CursorBinding = { route: 'GET /api/v1/scopes', workspaceId, filters: {} };
    const first = cursor === undefined ? 0 : decodeCursor(cursor, binding, place) + 1;
    const page = toPage(
      SCOPES.slice(first, first + limit + 1),
      limit,
      (definition) => toShownScope(definition, grantable),
      ({ scope }) => encodeCursor(binding, scopeBit(scope)),
    );
    return { data: [...page.data], nextCursor: page.nextCursor, bundles: toShownBundles(grantable) };
  }
}
