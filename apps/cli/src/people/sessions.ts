import { answerOf } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { fetchList, type ListOptions, tellRest, withListOptions } from '../command-line/list-options.js';
import { UsageFailure } from '../failures/command-failure.js';
import { connect } from '../session/connection.js';
import { table } from '../terminal/table.js';
import { shortTime } from '../terminal/times.js';

const SESSION_ID = /^ses_[0-9A-Za-z]+$/;

/** One's own sessions: listed, and ended one by one. */
export function addSessions(program: Command, context: Context): void {
  const { texts } = context;
  const sessions = program.command('sessions').description(texts('help.sessions'));
  withListOptions(sessions, context).action((options: ListOptions) => list(options, context));
  sessions
    .command('end')
    .description(texts('help.sessionsEnd'))
    .argument('<id>', texts('argument.sessionId'), (id: string) => {
      if (!SESSION_ID.test(id)) throw new UsageFailure(texts('error.sessionId'));
      return id;
    })
    .action((id: string) => end(id, context));
}

async function list(options: ListOptions, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { client } = connect(context);
  const page = await fetchList(options, context, async (query) => (await answerOf(client.GET('/api/v1/sessions', { params: { query } }))).body);
  if (options.json) {
    screen.json(page);
    return;
  }
  const columns = [
    { title: texts('column.id') },
    { title: texts('column.began') },
    { title: texts('column.lastUsed') },
    { title: texts('column.address') },
    { title: texts('column.client'), yields: true },
    { title: '' },
  ];
  const none = texts('value.none');
  const rows = page.data.map(({ id, createdAt, lastSeenAt, address, userAgent, current }) => [id, shortTime(createdAt), shortTime(lastSeenAt), address ?? none, userAgent ?? none, current ? texts('sessions.current') : '']);
  if (rows.length > 0) screen.line(table(columns, rows, screen.width));
  tellRest(page, context);
}

async function end(id: string, context: Context): Promise<void> {
  await answerOf(connect(context).client.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
  context.screen.note(context.texts('sessions.ended', { id }));
}
