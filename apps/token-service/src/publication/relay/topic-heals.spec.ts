import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { TOKEN_STATE_TOPIC, TOPICS } from '@portcullis/messages';
import { createService } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import type { TokenReplica } from '@portcullis/token-replica';
import { AppModule } from '../../app.module.js';
import { SERVICE_NAME } from '../../configuration.js';
import { evidenceFiles } from '../../evidence/evidence-files.spec-kit.js';
import { send } from '../../identity/http-client.spec-kit.js';
import { check, commitState, newToken, quiet, replicaOn, SERVICE } from '../publication.spec-kit.js';

const BOUND_MS = 20_000;
const CODE = 'token_state_republished';

let store: TestDatabase;
let logDatabase: TestDatabase;
let log: Log;
let service: NestFastifyApplication;
let replica: TokenReplica;
const lines: string[] = [];

beforeAll(async () => {
  [store, logDatabase] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const { username } = new URL(logDatabase.connectionString);
  await provisionEmbeddedLog(logDatabase.query, TOPICS.map((topic) => ({ topic, writers: [username], readers: [username] })));
  const module = AppModule.of({
    databaseUrl: store.connectionString,
    log: { kind: 'embedded', connectionString: logDatabase.connectionString },
    publicOrigins: [],
    confirmWaitMs: 2_000,
    usageEventMs: 60_000,
    environment: 'live',
    evidence: evidenceFiles(),
    services: [SERVICE],
  });
  service = await createService({ module, name: SERVICE_NAME, logDestination: { write: (line: string) => void lines.push(line) } });
  await service.listen(0, '127.0.0.1');
  log = await openLog({ kind: 'embedded', connectionString: logDatabase.connectionString }, quiet);
  replica = replicaOn(log, BOUND_MS);
});
afterAll(async () => {
  await replica.stop();
  await service.close();
  await log.close();
  await Promise.all([store.drop(), logDatabase.drop()]);
});

const ask = async (path: string): Promise<string> => (await send(await service.getUrl(), 'GET', path)).text;
const recordsOf = (key: string): Promise<{ value: Buffer }[]> =>
  logDatabase.query('SELECT value FROM portcullis_log.record WHERE key = $2 AND topic_id = (SELECT id FROM portcullis_log.topic WHERE name = $1)', [TOKEN_STATE_TOPIC.name, key]);

describe('a topic that has lost a record that was acknowledged', () => {
  it('has every token again within seconds, byte for byte, by no person’s doing; and an alarm remains', async () => {
    const [kept, lost] = [newToken(), newToken()];
    await commitState(store, kept, 1);
    await commitState(store, lost, 1);
    const [published] = await eventually(async () => {
      const records = await recordsOf(lost.id);
      expect(records).toHaveLength(1);
      return records;
    });
    await logDatabase.query('DELETE FROM portcullis_log.record WHERE key = $1', [lost.id]);
    await replica.start();
    await eventually(() => {
      expect(replica.status()).toMatchObject({ fresh: true, digest: 'agrees', appliedPosition: 2 });
    }, { timeoutMs: 20_000 });
    expect([kept, lost].map(({ secret }) => check(replica, secret))).toEqual(['allowed', 'allowed']);
    expect((await recordsOf(lost.id)).map(({ value }) => value)).toEqual([published?.value]);
    expect(JSON.parse(await ask('/health'))).toMatchObject({ status: 'alarm', alarms: [{ code: CODE, details: { askedBy: SERVICE } }] });
    expect(await ask('/metrics')).toMatch(new RegExp(`^portcullis_alarm\\{code="${CODE}"\\} 1$`, 'm'));
    expect(lines.filter((line) => line.includes(`"alarm: ${CODE}"`))).toHaveLength(1);
  }, 60_000);
});
