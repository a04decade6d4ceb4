import { Controller, Get, Header } from '@nestjs/common';
import { Describe, noStoreHeader } from '@portcullis/service-kit';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { ForPeople } from '../authenticate-caller/people-only.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { BeforePasswordChange } from '../authenticate-caller/session-marks.js';
import { sessionSchema, type SessionView, sessionViewOf } from '../sessions/session-view.js';

@Controller('api/v1/session')
export class ShowSessionRoute {
  /** Who am I. */
  @ForPeople()
  @BeforePasswordChange()
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
    const { userId: id, grantable, workspaceId, workspaceName, ...holder } = requireSession(caller);
    return sessionViewOf({ ...holder, id, grantableScopes: grantable }, { id: workspaceId, name: workspaceName });
  }
}
