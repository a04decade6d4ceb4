import { describe, expect, it } from '@jest/globals';
import { filledSteps } from './filled-steps.js';

const calls = { accepted: 3, refused: { expired: 0, disabled: 0, revoked: 1, scope: 2, address: 0 } };

describe('the steps of a time', () => {
  it('are all there, those without calls with zeros', () => {
    const { steps } = filledSteps({ from: '2027-01-01T00:00:00.000Z', to: '2027-01-01T03:00:00.000Z', step: 'hour', steps: [{ start: '2027-01-01T01:00:00.000Z', calls }] });
    expect(steps.map(({ start, accepted, scope, revoked }) => [start.slice(11, 13), accepted, scope, revoked])).toEqual([['00', 0, 0, 0], ['01', 3, 2, 1], ['02', 0, 0, 0]]);
  });

  it('end before the end, which is not in the time', () => {
    expect(filledSteps({ from: '2027-01-01T00:00:00.000Z', to: '2027-01-31T00:00:00.000Z', step: 'day', steps: [] }).steps).toHaveLength(30);
  });

  it('are whole ones, also where the time begins within one', () => {
    const { steps } = filledSteps({ from: '2027-01-01T00:40:00.000Z', to: '2027-01-01T02:00:00.000Z', step: 'hour', steps: [{ start: '2027-01-01T00:00:00.000Z', calls }] });
    expect(steps.map(({ start, accepted }) => [start.slice(11, 16), accepted])).toEqual([['00:00', 3], ['01:00', 0]]);
  });

  it('are coarser where they would be too many, and no call is lost', () => {
    const minutes = ['00:10', '00:59', '01:00'].map((time) => ({ start: `2027-01-01T${time}:00.000Z`, calls }));
    const { step, steps } = filledSteps({ from: '2027-01-01T00:10:00.000Z', to: '2027-01-01T20:00:00.000Z', step: 'minute', steps: minutes });
    expect(step).toBe('hour');
    expect(steps.slice(0, 3).map(({ accepted }) => accepted)).toEqual([6, 3, 0]);
  });
});
