import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { readAll } from '@portcullis/event-store';
import { RequireScopes } from '@portcullis/nest-auth';
import { queryOf } from '@portcullis/service-database';
import { Describe, notFound, OF_THE_CALLER, ofTheCallerHeader } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { type Receipt, receiptSchema, Receipts } from '../../publication/receipts/receipt.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';

const POSITION = /^[1-9][0-9]{0,14}$/;

@Controller('api/v1/receipts')
export class ShowReceiptRoute {
  constructor(
    private readonly receipts: Receipts,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}

  /** What is known now of the change at that position; whatever is not this workspace's is not there. */
  @Get(':position')
  @RequireScopes('api_token:manage')
  @SessionNeeds('apiAccessView', 'apiAccessCreate')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showReceipt',
    summary: 'Ask again whether a change is confirmed',
    tag: 'Receipts',
    params: z.object({ position: z.string().regex(POSITION) }),
    query: noParameters,
    answers: { 200: { description: 'What is known now of the change at that position.', schema: receiptSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async show(@CurrentCaller() caller: Caller, @Param('position') position: string, @Query() query: unknown): Promise<Receipt> {
    refuseParameters(query);
    if (!POSITION.test(position) || !(await this.isOwn(caller, Number(position)))) throw notFound('There is no such receipt.');
    return this.receipts.read(Number(position));
  }

  private async isOwn({ workspaceId }: Caller, position: number): Promise<boolean> {
    const [event] = await readAll(queryOf(this.manager), position - 1, 1);
    return event?.position === position && event.workspaceId === workspaceId;
  }
}
