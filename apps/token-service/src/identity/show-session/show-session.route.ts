import { Controller, Get, Header } from '@nestjs/common';
import { Authenticated } from '@portcullis/nest-auth';
import { Describe, noStoreHeader } from '@portcullis/service-kit';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { sessionSchema, type SessionView } from '../sessions/session-view.js';

@Controller('api/v1/session')
export class ShowSessionRoute {
  /** Who am I. */
  @Authenticated()
  @Get()
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'showSession',
    summary: 'Show who is logged in',
    description: 'For people; a token is refused with `session_required`.',
    tag: 'Session',
    answers: { 200: { description: 'The person and the workspace.', schema: sessionSchema, headers: noStoreHeader } },
  })
  show(@CurrentCaller() caller: Caller): SessionView {
    const { userId, email, role, workspaceId, workspaceName } = requireSession(caller);
    return { user: { id: userId, email, role }, workspace: { id: workspaceId, name: workspaceName } };
  }
}
