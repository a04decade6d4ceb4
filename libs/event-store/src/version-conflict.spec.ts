import { describe, expect, it } from '@jest/globals';
import { versionConflict } from './version-conflict.js';

const detail = '{"stream" : "token/tok_1", "expectedVersion" : 1, "actualVersion" : 2}';
const raised = Object.assign(new Error('version conflict'), { code: 'VC001', detail });

describe('a version conflict', () => {
  it.each([
    ['as pg throws it', raised],
    ['as TypeORM wraps it', Object.assign(new Error('version conflict'), { driverError: raised })],
  ])('is known %s', (_how, error) => {
    expect(versionConflict(error)).toEqual({ outcome: 'conflict', stream: 'token/tok_1', expectedVersion: 1, actualVersion: 2 });
  });

  it.each([[new Error('elsewhere')], [Object.assign(new Error('lock'), { code: '55P03' })], [{ code: 'VC001' }], [null], ['VC001']])(
    'is not taken from anything else (%p)',
    (error) => {
      expect(versionConflict(error)).toBeUndefined();
    },
  );
});
