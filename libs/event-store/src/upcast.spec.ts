import { describe, expect, it } from '@jest/globals';
import type { JsonObject, RecordedEvent } from './event.js';
import { upcaster } from './upcast.js';

function event(type: string, schemaVersion: number, data: JsonObject): RecordedEvent {
  return {
    position: 1, stream: 'token/tok_1', version: 1, type, schemaVersion, time: '2026-11-23T05:00:00.000Z', workspaceId: 'wsp_1',
    workspaceSequence: 1, actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1', data,
  };
}

describe('an upcaster', () => {
  const upcast = upcaster({
    TokenRevoked: [(data) => ({ ...data, reason: data['why'] ?? null }), (data) => ({ ...data, by: 'unknown' })],
  });

  it('reads an old event as if it had been written today, step by step', () => {
    expect(upcast(event('TokenRevoked', 1, { why: 'leaked' }))).toMatchObject({ schemaVersion: 3, data: { why: 'leaked', reason: 'leaked', by: 'unknown' } });
    expect(upcast(event('TokenRevoked', 2, { reason: 'lost' }))).toMatchObject({ schemaVersion: 3, data: { reason: 'lost', by: 'unknown' } });
  });

  it('leaves a current event, a newer one and one of another type as they are', () => {
    for (const untouched of [event('TokenRevoked', 3, {}), event('TokenRevoked', 9, {}), event('constructor', 1, {})]) {
      expect(upcast(untouched)).toBe(untouched);
    }
  });
});
