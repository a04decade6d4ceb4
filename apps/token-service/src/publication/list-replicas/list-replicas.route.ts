import { Controller, Get, Header } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { keyOf, KnownReplicas } from './known-replicas.js';
import { type Replica, replicaSchema } from './replica.js';

const listQuery = z.strictObject(pageParameters);
/** Service and boot of the last replica shown. */
const place = z.string();

@Controller('api/v1/replicas')
export class ListReplicasRoute {
  constructor(private readonly replicas: KnownReplicas) {}

  /** The installation's replicas, the same for every workspace: whoever may change tokens sees them in each receipt. */
  @Get()
  @RequireScopes('api_token:manage')
  @SessionNeeds('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listReplicas',
    summary: 'List the processes that check tokens',
    description: 'By service and boot, as the answering instance knows them; the same for every workspace.',
    tag: 'Replicas',
    query: listQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(replicaSchema), headers: ofTheCallerHeader } },
  })
  async list(@CurrentCaller() { workspaceId }: Caller, @ParsedQuery(listQuery) { limit, cursor }: z.infer<typeof listQuery>): Promise<Page<Replica>> {
    const binding: CursorBinding = { route: 'GET /api/v1/replicas', workspaceId, filters: {} };
    const after = cursor === undefined ? '' : decodeCursor(cursor, binding, place);
    const left = (await this.replicas.list()).filter((replica) => keyOf(replica) > after);
    return toPage(left.slice(0, limit + 1), limit, (replica) => replica, (replica) => encodeCursor(binding, keyOf(replica)));
  }
}
