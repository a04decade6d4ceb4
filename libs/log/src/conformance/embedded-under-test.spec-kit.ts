import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { provisionEmbeddedLog } from '../embedded/provision.js';
import type { Log, LogLogger, Topic } from '../log.js';
import { openLog } from '../open-log.js';
import type { LogUnderTest, LyingLog, ServerAddress } from './log-under-test.spec-kit.js';

/** The embedded log, in a test's own database, as its owner. */
export async function startEmbeddedUnderTest(): Promise<LogUnderTest> {
  const database = await createTestDatabase();
  await provisionEmbeddedLog(database.query, []);
  const url = new URL(database.connectionString);
  const open = (logger: LogLogger, through?: ServerAddress): Promise<Log> => {
    const way = new URL(url);
    if (through) way.host = `${through.host}:${through.port}`;
    return openLog({ kind: 'embedded', connectionString: way.href }, logger);
  };
  return {
    server: { host: url.hostname, port: Number(url.port) },
    open,
    openLying: (logger) => openLying(database, open, logger),
    misfits: [
      {
        what: 'another cleanup policy',
        named: 'policy delete',
        make: ({ name }: Topic) => database.query('select portcullis_log.define_topic($1, $2, $3)', [name, 'delete', 1_000]).then(() => undefined),
      },
    ],
    stop: () => database.drop(),
  };
}

/** The function that appends is made to do its work and then to lie about it. */
async function openLying({ query }: TestDatabase, open: LogUnderTest['open'], logger: LogLogger): Promise<LyingLog> {
  const [honest] = await query<{ sql: string }>("select pg_get_functiondef('portcullis_log.append'::regproc) as sql");
  if (!honest) throw new Error('there is no function to append with');
  const lie = honest.sql.replace(/end (\$function\$)/, 'first_offset := 0; last_offset := cardinality(p_keys) - 1; end $1');
  const log = await open(logger);
  return {
    log,
    lie: () => query(lie).then(() => undefined),
    beHonest: () => query(honest.sql).then(() => undefined),
    stop: () => log.close(),
  };
}
