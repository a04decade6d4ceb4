import { Controller, Delete, Header, HttpCode, Param } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { Describe, noStoreHeader, notFound } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { ForPeople } from '../authenticate-caller/people-only.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { endSessionOf } from '../sessions/session-table.js';

const SESSION_ID = /^ses_[0-9A-Za-z]{32}$/;

@Controller('api/v1/sessions')
export class EndSessionRoute {
  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** One of one's own; another person's is not there. */
  @ForPeople()
  @Delete(':id')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'endSession',
    summary: 'End one of one’s own sessions',
    description: 'Its cookie opens nothing from now on. The current one may be ended too.',
    tag: 'Session',
    params: z.object({ id: z.string().regex(SESSION_ID) }),
    answers: { 204: { description: 'The session has ended.', headers: noStoreHeader } },
    refusals: [404],
  })
  async end(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    const { userId } = requireSession(caller);
    if (!SESSION_ID.test(id) || !(await endSessionOf(queryOf(this.manager), userId, id))) throw notFound('There is no such session.');
  }
}
