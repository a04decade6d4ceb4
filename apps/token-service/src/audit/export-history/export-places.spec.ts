import { describe, expect, it } from '@jest/globals';
import { ExportPlaces } from './export-places.js';

describe('the places of exports', () => {
  it('are two for a workspace and four in all, and are given back once', () => {
    const places = new ExportPlaces();
    const taken = ['wsp_1', 'wsp_1', 'wsp_2', 'wsp_2'].map((workspaceId) => places.take(workspaceId));
    expect(() => places.take('wsp_1')).toThrow(expect.objectContaining({ status: 429 }));
    expect(() => places.take('wsp_3')).toThrow(expect.objectContaining({ status: 503, code: 'exports_busy' }));
    taken[0]?.();
    taken[0]?.();
    places.take('wsp_3');
    expect(() => places.take('wsp_1')).toThrow(expect.objectContaining({ status: 503 }));
  });
});
