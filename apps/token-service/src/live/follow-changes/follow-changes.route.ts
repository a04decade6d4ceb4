import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { Describe, noStoreHeader, patternHeader } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { requireSession } from '../../identity/authenticate-caller/require-session.js';
import { FollowedWorkspaces } from './followed-workspaces.js';

/** One event of the stream, as WHATWG HTML §9.2 has it: `data` is text, here that of a JSON object. */
const serverSentEvent = z
  .object({
    event: z.enum(['changed', 'ended']),
    id: z.string().optional(),
    data: z.string(),
  })
  .meta({ description: '`changed` with `{"position": N}`, at once and whenever the history of the workspace has grown to N; `ended` with `{}` where the session is over.' });

const headers = { ...noStoreHeader, ...patternHeader('X-Accel-Buffering', 'For nginx, which would hold back what is small.', /^no$/) };

@Controller('api/v1/changes')
export class FollowChangesRoute {
  constructor(private readonly workspaces: FollowedWorkspaces) {}

  /** For pages that stay open: says that there is something new, and nothing of what it is. */
  @ForPeople()
  @Get()
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/event-stream')
  @Header('x-accel-buffering', 'no')
  @Describe({
    operationId: 'followChanges',
    summary: 'Follow the changes of the workspace',
    description: 'A stream that does not end. Whoever hears of a newer position asks for what is shown; whoever cannot hold a stream asks once in a while.',
    tag: 'History',
    answers: { 200: { description: 'Server-sent events, as they come.', content: { 'text/event-stream': serverSentEvent }, headers } },
    refusals: [429, 503],
  })
  follow(@CurrentCaller() caller: Caller): StreamableFile {
    const { sessionId, workspaceId } = requireSession(caller);
    return new StreamableFile(this.workspaces.follow({ sessionId, workspaceId }).body);
  }
}
