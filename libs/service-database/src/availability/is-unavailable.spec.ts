import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isUnavailable } from './is-unavailable.js';

const coded = (code: string): Error => Object.assign(new Error('on purpose'), { code });

describe('a database', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT', '08006', '53300', '57P01', '57P03', '57014', '58030', '25P03', '25P04', '55P03', '40P01'])(
    'that fails with %s is away, and may come back',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(true);
      expect(isUnavailable(new QueryFailedError('SELECT 1', [], coded(code)))).toBe(true);
    },
  );

  it.each(['Connection terminated unexpectedly', 'timeout expired', 'Query read timeout'])('of which pg says "%s" is away', (message) => {
    expect(isUnavailable(new Error(message))).toBe(true);
  });

  it.each(['28P01', '3D000', '23505', '42P01', '40001', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN'])(
    'that refuses with %s is there',
    (code) => {
      expect(isUnavailable(coded(code))).toBe(false);
    },
  );

  it('whose connection broke between two statements of a transaction is away', () => {
    expect(isUnavailable(new QueryRunnerAlreadyReleasedError())).toBe(true);
  });

  it('that wants a password which nobody gave is there', () => {
    expect(isUnavailable(new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'))).toBe(false);
  });
});
