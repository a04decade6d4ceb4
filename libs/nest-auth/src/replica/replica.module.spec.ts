import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { hashToken } from '@portcullis/token';
import { TokenReplica } from '../index.js';
import { BOUND_MS, issued, listItems, SERVICE, serveDropIn } from './drop-in-service.spec-kit.js';
import { StandInRelay } from './stand-in-relay.spec-kit.js';

const ANOTHER_SECRET = { hash: hashToken('another').toString('hex'), validUntil: null };

describe('a service that imports the guard on a replica', () => {
  let log: TestDatabase;
  let relay: StandInRelay;
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    log = await createTestDatabase();
    relay = await StandInRelay.on(log);
    app = await serveDropIn({ log });
    url = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    await relay.stop();
    await log.drop();
  });

  const list = () => listItems(url);
  const health = async () => (await fetch(`${url}/health`)).json();
  const readiness = async () => (await fetch(`${url}/health/ready`)).status;
  const metric = async (name: string): Promise<number> => {
    const line = new RegExp(`^portcullis_replica_${name} (\\S+)$`, 'm').exec(await (await fetch(`${url}/metrics`)).text());
    return line?.[1] === '+Inf' ? Infinity : Number(line?.[1]);
  };

  it('answers 503, is stale and not ready, and says so in numbers, before it was fresh once', async () => {
    expect((await list()).status).toBe(503);
    expect(await readiness()).toBe(503);
    expect(await health()).toMatchObject({ status: 'stale', parts: { replica: { status: 'stale', service: SERVICE, fresh: false } } });
    expect(await metric('fresh')).toBe(0);
    expect(await metric('age_seconds')).toBe(Infinity);
    expect(await metric('bound_seconds')).toBe(BOUND_MS / 1000);
    expect(await metric('tokens')).toBe(0);
  });

  it('lets a published token in once it is fresh, tells it to /health, and shows it in numbers on each scrape', async () => {
    await relay.publish('tok_1', issued);
    await eventually(async () => {
      await relay.close();
      expect((await list()).status).toBe(200);
    }, { timeoutMs: 10_000, intervalMs: 100 });
    expect(await (await list()).json()).toEqual({ workspaceId: 'wsp_1' });
    expect(await readiness()).toBe(200);
    expect(await health()).toMatchObject({ status: 'ok', parts: { replica: { status: 'ok', appliedPosition: 1, tokens: 1 } } });
    expect(await metric('fresh')).toBe(1);
    expect(await metric('age_seconds')).toBeLessThan(BOUND_MS / 1000);
    expect(await metric('applied_position')).toBe(1);
    expect(await metric('tokens')).toBe(1);
  });

  it('raises an alarm while there is a message that it does not understand, and names no tenant’s token to the public', async () => {
    await relay.publish('tok_2', { ...issued, schema: 99 });
    await eventually(async () => {
      expect(await health()).toMatchObject({ status: 'alarm', alarms: [{ code: 'token_not_understood' }] });
    });
    expect(JSON.stringify(await health())).not.toContain('tok_2');
    await relay.publish('tok_2', { ...issued, version: 2, type: 'TokenUpdated', state: { ...issued.state, secrets: [ANOTHER_SECRET] } });
    await eventually(async () => {
      expect(await health()).toMatchObject({ alarms: [] });
    });
  });

  it('at its end serves no more, then says goodbye, then leaves the log', async () => {
    const stop = jest.spyOn(TokenReplica.prototype, 'stop').mockImplementationOnce(async function (this: TokenReplica) {
      await expect(list()).rejects.toThrow();
      await this.stop();
    });
    const connectionsToTheLog = async () => (await consumersOf(log)).filter(({ name }) => name.includes(SERVICE));
    expect(await connectionsToTheLog()).not.toEqual([]);
    await app.close();
    expect(stop).toHaveBeenCalledTimes(2);
    await eventually(() => relay.probes.at(-1)?.phase === 'goodbye');
    expect(relay.probes.every(({ service }) => service === SERVICE)).toBe(true);
    await eventually(async () => (await connectionsToTheLog()).length === 0);
  });
});

/** The connections to the log carry the names of their consumers. */
function consumersOf(log: TestDatabase): Promise<{ name: string }[]> {
  return log.query<{ name: string }>('SELECT application_name AS name FROM pg_stat_activity WHERE datname = current_database()');
}
