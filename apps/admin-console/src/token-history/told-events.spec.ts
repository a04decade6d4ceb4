import { describe, expect, it } from '@jest/globals';
import type { TokenEvent } from '@portcullis/management-client';
import { toldEvents } from './told-events.js';

const event = (position: number, type: string, data: TokenEvent['data'] = {}): TokenEvent => ({
  position, type, data, stream: 'token/tok_1', version: position, time: `2027-01-01T00:0${String(position)}:00.000Z`, actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1', origin: { address: null, userAgent: null, isForgotten: false }, changes: [],
});
const used = (position: number, accepted: number): TokenEvent => event(position, 'TokenUsed', { accepted, lastUsedAt: `2027-01-01T00:0${String(position)}:30.000Z` });

describe('a timeline', () => {
  it('tells uses in a row together, each change by itself', () => {
    const told = toldEvents([event(1, 'TokenIssued'), used(2, 3), used(3, 4), event(4, 'TokenRevoked'), used(5, 1)]);
    expect(told.map((one) => (one.kind === 'uses' ? [one.accepted, one.from.slice(14, 19), one.to.slice(14, 19)] : one.event.type))).toEqual(['TokenIssued', [7, '02:30', '03:30'], 'TokenRevoked', [1, '05:30', '05:30']]);
  });

  it('of nothing is empty', () => {
    expect(toldEvents([])).toEqual([]);
  });
});
