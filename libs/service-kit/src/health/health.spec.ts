import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Alarms } from '../alarms/alarms.js';
import { MetricsRegistry } from '../metrics/metrics-registry.js';
import { createService } from '../start/create-service.js';
import { HealthRegistry, type HealthStatus } from './health-registry.js';

@Module({})
class EmptyModule {}

const lines: string[] = [];
let app: NestFastifyApplication;
let health: HealthRegistry;
let alarms: Alarms;

beforeEach(async () => {
  lines.length = 0;
  app = await createService({ module: EmptyModule, name: 'health-test', logDestination: { write: (line) => void lines.push(line) } });
  health = app.get(HealthRegistry);
  alarms = app.get(Alarms);
});
afterEach(() => app.close());

const look = async (path: string) => {
  const response = await app.inject(path);
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};
const part = (name: string, status: HealthStatus, ready = true) => ({
  name,
  health: () => ({ status, details: { appliedPosition: 7 } }),
  ready: () => ready,
});

describe('/health', () => {
  it('is 200 and ok with nothing to complain about', async () => {
    expect(await look('/health')).toEqual({ status: 200, body: { status: 'ok', alarms: [], parts: {} } });
  });

  it('is 200 and as bad as its worst part, each shown', async () => {
    health.register(part('relay', 'ok'));
    health.register(part('replica', 'stale'));
    expect(await look('/health')).toEqual({
      status: 200,
      body: {
        status: 'stale',
        alarms: [],
        parts: { relay: { status: 'ok', appliedPosition: 7 }, replica: { status: 'stale', appliedPosition: 7 } },
      },
    });
  });

  it('shows an alarm until it is cleared, with its first moment', async () => {
    alarms.raise('digest_mismatch', { position: 5 });
    const first = await look('/health');
    alarms.raise('digest_mismatch', { position: 6 });
    const second = await look('/health');
    expect(first.body).toMatchObject({ status: 'alarm', alarms: [{ code: 'digest_mismatch', details: { position: 5 } }] });
    expect(second.body).toMatchObject({ alarms: [{ details: { position: 6 } }] });
    expect((second.body['alarms'] as { since: string }[])[0]?.since).toBe((first.body['alarms'] as { since: string }[])[0]?.since);
    alarms.clear('digest_mismatch');
    expect((await look('/health')).body).toMatchObject({ status: 'ok', alarms: [] });
  });
});

describe('/health/ready', () => {
  it('is 503 until every part was ready, and while the service stops', async () => {
    let ready = false;
    health.register({ ...part('replica', 'stale'), ready: () => ready });
    expect((await look('/health/ready')).status).toBe(503);
    ready = true;
    expect(await look('/health/ready')).toEqual({ status: 200, body: { ready: true } });
    health.stop();
    expect(await look('/health/ready')).toEqual({ status: 503, body: { ready: false } });
    expect((await look('/health/live')).status).toBe(200);
  });
});

describe('an alarm', () => {
  it('that is found again and again is one line in the log', () => {
    for (let round = 0; round < 100; round += 1) alarms.raise('unknown_event', { type: 'TokenPainted' });
    const raised = lines.filter((line) => line.includes('"alarm":"unknown_event"'));
    expect(raised).toHaveLength(1);
    expect(JSON.parse(raised[0] ?? '')).toMatchObject({ level: 'error', details: { type: 'TokenPainted' } });
  });

  it('is a metric, 1 while it stands', async () => {
    const { registry } = app.get(MetricsRegistry);
    alarms.raise('unknown_event');
    expect(await registry.metrics()).toContain('portcullis_alarm{code="unknown_event"} 1');
    alarms.clear('unknown_event');
    expect(await registry.metrics()).toContain('portcullis_alarm{code="unknown_event"} 0');
    expect(await registry.metrics()).toContain('portcullis_alarms_raised_total{code="unknown_event"} 1');
  });
});
