import { describe, expect, it } from '@jest/globals';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';

const { database } = await tokensOfSuite();

/** Each table, and whether a rebuild makes it again. What is kept nowhere else cannot be made from anything. */
const TABLES: Readonly<Record<string, string>> = {
  api_token: 'again',
  api_token_secret: 'again',
  token_usage: 'again, as far as events tell of it: counts come from counters',

  event: 'what it is made from',
  event_head: 'counted with the events',
  event_origin: 'kept beside the events, and may be forgotten',
  event_message: 'what is published, word for word',

  app_user: 'passwords, e-mails and consent stand in no event',
  workspace: 'as people’s rows',
  workspace_setting: 'as people’s rows',
  session: 'in no event',
  login_failure: 'in no event',
  leaked_secret: 'reports that wait',
  issue_request: 'answers that are repeated',

  usage_boot: 'counters of processes, not events',
  usage_counter: 'counters of processes, not events',
  usage_route: 'counters of processes, not events',
  usage_cell: 'counters of processes, not events',
  usage_progress: 'counters of processes, not events',
  usage_exposure: 'told by processes',

  evidence_tree: 'followed, and verified at each start',
  evidence_tile: 'followed, and verified at each start',
  evidence_workspace: 'followed, and verified before each signing',
  evidence_checkpoint: 'signed once',

  replica_boot: 'told by processes',
  replica_knowledge: 'told by processes',
  relay_lease: 'who relays now',
};
/** Of TypeORM and the embedded log, where they are in this database. */
const OF_LIBRARIES = /^(migrations|portcullis_migration|schema_migration)/;

describe('a rebuild', () => {
  it('forgets no table: each is made again, or is known to follow from no event', async () => {
    const tables = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name).filter((name) => !OF_LIBRARIES.test(name))).toEqual(Object.keys(TABLES).toSorted());
  });
});
