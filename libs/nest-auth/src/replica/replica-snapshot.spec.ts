import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { snapshotMigrations } from '../index.js';
import { issued, listItems, serveDropIn } from './drop-in-service.spec-kit.js';
import { StandInRelay } from './stand-in-relay.spec-kit.js';

describe('a service that keeps a snapshot', () => {
  let log: TestDatabase;
  let database: TestDatabase;
  let relay: StandInRelay;

  beforeAll(async () => {
    log = await createTestDatabase();
    database = await createTestDatabase(snapshotMigrations);
    relay = await StandInRelay.on(log);
    await relay.publish('tok_1', issued);
  });
  afterAll(async () => {
    await relay.stop();
    await Promise.all([log.drop(), database.drop()]);
  });

  /** Runs the service until `assertion` holds, with a relay that closes all the while. */
  async function until(assertion: (health: unknown, url: string) => void | Promise<void>): Promise<void> {
    const app = await serveDropIn({ log, snapshot: database.connectionString });
    const url = await app.getUrl();
    await eventually(
      async () => {
        await relay.close();
        expect((await listItems(url)).status).toBe(200);
        await assertion(await (await fetch(`${url}/health`)).json(), url);
      },
      { timeoutMs: 20_000, intervalMs: 100 },
    );
    await app.close();
  }

  it('tells of it to /health and in its metrics, and starts from it', async () => {
    await until((health) => {
      expect(health).toMatchObject({ status: 'ok', parts: { replica: { snapshot: { loaded: null, notLoaded: 'there is none yet', writing: 'yes', behindMs: 0 } } } });
      expect(health).not.toMatchObject({ parts: { replica: { snapshot: { nextOffset: 0 } } } });
    });
    await until(async (health, url) => {
      expect(health).toMatchObject({ parts: { replica: { snapshot: { loaded: { tokens: 1 }, notLoaded: null } } } });
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toMatch(/^portcullis_replica_snapshot_loaded_tokens 1$/m);
      expect(metrics).toMatch(/^portcullis_replica_snapshot_writing 1$/m);
      expect(metrics).toMatch(/^portcullis_replica_snapshot_behind_seconds \d/m);
    });
  });

  it('alarms where the copy was altered, and lifts the alarm once a new one is right', async () => {
    await database.query("UPDATE portcullis_replica.snapshot_page SET bytes = '\\x00'");
    await until(async (health, url) => {
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^portcullis_alarms_raised_total\{code="replica_snapshot_altered"\} 1$/m);
      expect(health).toMatchObject({ status: 'ok', alarms: [] });
    });
  });

  it('names neither hosts nor users where its database refuses', async () => {
    await database.query('ALTER TABLE portcullis_replica.snapshot RENAME TO gone');
    await until((health) => {
      expect(health).toMatchObject({ parts: { replica: { snapshot: { writing: 'failing', failure: '42P01', notLoaded: 'it could not be read: 42P01' } } } });
    });
  });
});
