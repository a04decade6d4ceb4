import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { databaseUnavailable } from './database-failures.js';

function withCode(code: string): Error {
  return Object.assign(new Error('of the driver'), { code });
}

describe('a request whose database', () => {
  it.each([
    ['refuses connections', withCode('ECONNREFUSED')],
    ['is stopping', new QueryFailedError('SELECT 1', [], withCode('57P01'))],
    ['has no connection left', withCode('53300')],
  ])('%s is answered 503, and when to ask again', (_case, thrown) => {
    expect(databaseUnavailable(thrown)).toMatchObject({ status: 503, code: 'database_unavailable', headers: { 'retry-after': '2' } });
  });

  it.each([
    ['a statement that it refused', new QueryFailedError('SELECT', [], withCode('42601'))],
    ['a fault of our own', new TypeError('undefined is not a function')],
    ['something that is no error', 'away'],
  ])('answered, with %s, is not', (_case, thrown) => {
    expect(databaseUnavailable(thrown)).toBeUndefined();
  });
});
