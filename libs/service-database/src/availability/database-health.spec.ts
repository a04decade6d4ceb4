import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HealthPart, type HealthRegistry, systemClock } from '@portcullis/service-kit';
import { createTestDatabase, eventually, startTcpProxy, type TcpProxy, type TestDatabase } from '@portcullis/testing';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../service-database.spec-kit.js';
import { DatabaseHealth } from './database-health.js';

const PATIENCE = { timeoutMs: 20_000 };

describe('the health of the database', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let dataSource: DataSource;
  let health: DatabaseHealth;
  const registered: HealthPart[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    const url = new URL(database.connectionString);
    proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.host = `${proxy.host}:${proxy.port}`;
    dataSource = await openDataSource(url.href);
    const registry = { register: (part: HealthPart) => registered.push(part) } as unknown as HealthRegistry;
    health = new DatabaseHealth(dataSource, systemClock, registry);
    health.onModuleInit();
  });
  afterAll(async () => {
    health.onModuleDestroy();
    await proxy.restore();
    await dataSource.destroy();
    await proxy.stop();
    await database.drop();
  });

  const becomes = (status: string): Promise<unknown> => eventually(() => health.health().status === status, PATIENCE);

  it('is part of the service’s health, and good while the database answers', () => {
    expect(registered).toEqual([health]);
    expect(health.health()).toEqual({ status: 'ok', details: {} });
  });

  it('is an alarm while the server is gone, and good again by itself', async () => {
    await proxy.goDown();
    await becomes('alarm');
    await proxy.restore();
    await becomes('ok');
  });

  it('is an alarm while the server keeps its connections and says nothing', async () => {
    proxy.stall();
    await becomes('alarm');
    await proxy.restore();
    await becomes('ok');
  });
});
