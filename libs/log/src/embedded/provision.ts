import type { Topic } from '../log.js';
import { embeddedLogMigrations } from './migrations/index.js';
import type { Query } from './query.js';
import { topicSettings } from './topic-settings.js';

/** Who may append to a topic and who may read it: names of PostgreSQL roles that exist. */
export interface TopicGrant {
  readonly topic: Topic;
  readonly writers: readonly string[];
  readonly readers: readonly string[];
}

/**
 * Makes the database an embedded log with these topics and exactly these grants on them; what is there already stays.
 * To be run by the database's owner, again at every start if that is convenient: it changes nothing the second time.
 * Roles that are not named cannot even connect.
 *
 * @throws where a topic exists with another cleanup policy, or a role does not exist.
 */
export async function provisionEmbeddedLog(query: Query, grants: readonly TopicGrant[]): Promise<void> {
  await query(migrationScript());
  for (const { topic, writers, readers } of grants) {
    const { policy, keepMs } = topicSettings(topic);
    await query(
      'select portcullis_log.set_grants(portcullis_log.define_topic($1, $2, $3), $4::name[], $5::name[])',
      [topic.name, policy, keepMs, writers, readers],
    );
  }
}

/** One text, so that it is one transaction on whatever connection it runs; the lock keeps two provisioners apart. */
function migrationScript(): string {
  return `
begin;
select pg_advisory_xact_lock(hashtextextended('portcullis_log', 0));
create schema if not exists portcullis_log;
create table if not exists portcullis_log.migration (number integer primary key, applied_at timestamptz not null default now());
${embeddedLogMigrations.map(applyOnce).join('')}
do $do$ begin execute format('revoke all on database %I from public', current_database()); end $do$;
commit;`;
}

function applyOnce({ number, sql }: { readonly number: number; readonly sql: string }): string {
  return `
do $do$ begin
  if not exists (select from portcullis_log.migration where number = ${number}) then
    execute $migration$${sql}$migration$;
    insert into portcullis_log.migration (number) values (${number});
  end if;
end $do$;`;
}
