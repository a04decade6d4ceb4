import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, startTcpProxy, type TcpProxy, type TestDatabase } from '@portcullis/testing';
import { waitForDatabase } from './wait-for-database.js';

describe('the wait for the database at a start', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { hostname: host, port } = new URL(database.connectionString);
    proxy = await startTcpProxy({ host, port: Number(port) });
  });
  afterAll(async () => {
    await proxy.stop();
    await database.drop();
  });

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.connectionString);
    change(url);
    return url.href;
  };

  const throughProxy = (): string =>
    changed((url) => {
      url.host = `${proxy.host}:${proxy.port}`;
    });

  it('ends at once where it answers', async () => {
    const told: string[] = [];
    await waitForDatabase(database.connectionString, { timeoutMs: 0, onWaiting: (reason) => told.push(reason) });
    expect(told).toEqual([]);
  });

  it('goes on until the server is there, and says once why it waits', async () => {
    await proxy.goDown();
    const told: string[] = [];
    let restored: Promise<void> | undefined;
    await waitForDatabase(throughProxy(), {
      timeoutMs: 20_000,
      onWaiting: (reason) => {
        told.push(reason);
        restored = proxy.restore();
      },
    });
    expect(told).toEqual([expect.stringContaining('ECONNREFUSED')]);
    await restored;
  });

  it('ends with one line where the server does not come', async () => {
    await proxy.goDown();
    const waiting = waitForDatabase(throughProxy(), { timeoutMs: 100 });
    await expect(waiting).rejects.toThrow(/^The database did not answer within 0.1 s: .*ECONNREFUSED/);
  });

  it('does not begin where waiting cannot help, and never tells the password', async () => {
    const absent = changed((url) => {
      url.pathname = '/no_such_database';
    });
    const noDatabase = waitForDatabase(absent, { timeoutMs: 60_000 });
    await expect(noDatabase).rejects.toThrow('The database cannot be used: database "no_such_database" does not exist');
    const stranger = changed((url) => {
      url.username = 'stranger';
      url.password = 'a-secret-password';
    });
    const refused = await waitForDatabase(stranger, { timeoutMs: 60_000 }).catch((error: unknown) => String(error));
    expect(refused).toMatch(/^StartRefused: The database cannot be used: .*stranger/);
    expect(refused).not.toContain('a-secret-password');
  });
});
