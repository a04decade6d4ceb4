import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { readConfiguration, readConfigurationBeside } from './read-configuration.js';
import { databaseUrlVariable, listVariable, originsVariable, portVariable, serviceVariables, wholeNumberVariable } from './variables.js';

const schema = z.object({
  ...serviceVariables,
  TOKEN_SERVICE_PORT: portVariable(4100),
  MAX_STALENESS_MS: wholeNumberVariable({ min: 100, max: 30_000, default: 30_000 }),
  PUBLIC_ORIGINS: originsVariable(['http://127.0.0.1:4100']),
  PORTCULLIS_SERVICES: listVariable(['inventory-public-api']),
  DATABASE_URL: databaseUrlVariable(),
});
const DATABASE_URL = 'postgresql://u:p4ssw0rd@127.0.0.1:5432/d';

const refusal = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfiguration(schema, env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('a configuration', () => {
  it('has the documented values where nothing is set, or set to nothing', () => {
    expect(readConfiguration(schema, { DATABASE_URL, HOST: '', TRUSTED_PROXIES: '', OTHER: 'x' })).toEqual({
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      TRUSTED_PROXIES: [],
      ALLOW_PLAINTEXT: false,
      TOKEN_SERVICE_PORT: 4100,
      MAX_STALENESS_MS: 30_000,
      PUBLIC_ORIGINS: ['http://127.0.0.1:4100'],
      PORTCULLIS_SERVICES: ['inventory-public-api'],
      DATABASE_URL,
    });
  });

  it('takes lists apart and addresses to their normal form', () => {
    const read = readConfiguration(schema, { DATABASE_URL, TRUSTED_PROXIES: '10.0.0.0/8, ::ffff:192.0.2.1', PORTCULLIS_SERVICES: 'a, b,', ALLOW_PLAINTEXT: '1' });
    expect(read.TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '192.0.2.1']);
    expect(read.PORTCULLIS_SERVICES).toEqual(['a', 'b']);
    expect(read.ALLOW_PLAINTEXT).toBe(true);
  });

  it.each([
    ['TOKEN_SERVICE_PORT', '70000', 'must be a whole number from 1 to 65535'],
    ['TOKEN_SERVICE_PORT', '4100x', 'must be a whole number from 1 to 65535'],
    ['MAX_STALENESS_MS', '-1', 'must be a whole number from 100 to 30000'],
    ['MAX_STALENESS_MS', '30001', 'must be a whole number from 100 to 30000'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['ALLOW_PLAINTEXT', 'yes', 'must be 1 or 0'],
    ['PUBLIC_ORIGINS', 'http://a.example/path', 'must be origins separated by commas'],
    ['TRUSTED_PROXIES', '10.0.0.1/8', 'must be addresses or CIDR ranges separated by commas'],
  ])('with %s=%s says in one line what it must be', (variable, value, message) => {
    const text = refusal({ DATABASE_URL, [variable]: value });
    expect(text.startsWith(`${variable}: ${message}`)).toBe(true);
    expect(text.split('\n')).toHaveLength(1);
  });

  it('names every wrong variable in a line of its own', () => {
    const names = refusal({ LOG_LEVEL: 'loud', TOKEN_SERVICE_PORT: 'x' }).split('\n').map((line) => line.split(':')[0]);
    expect(names.sort()).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'TOKEN_SERVICE_PORT']);
  });

  it('never quotes what was set, as it may be a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://u:p4ssw0rd@h/d' })).toBe(
      'DATABASE_URL: must be like postgresql://user:password@host:port/database',
    );
  });
});

describe('a configuration of two readers', () => {
  const read = (env: NodeJS.ProcessEnv, other: Parameters<typeof readConfigurationBeside>[2]) => () =>
    readConfigurationBeside(schema, env, other);
  const problem = (variable: string) => ({ ok: false, problems: [{ variable, message: 'must be a broker' }] }) as const;

  it('has what both of them read', () => {
    const other = { ok: true, connection: 'embedded' } as const;
    expect(readConfigurationBeside(schema, { DATABASE_URL }, other)).toMatchObject({ variables: { DATABASE_URL }, other });
  });

  it('is refused with what both of them found wrong, in one line a variable', () => {
    expect(read({}, problem('KAFKA_BROKERS'))).toThrow(/^DATABASE_URL: must be set\nKAFKA_BROKERS: must be a broker$/);
    expect(read({}, problem('DATABASE_URL'))).toThrow(/^DATABASE_URL: must be set$/);
  });

  it('is refused for what only the other one found wrong', () => {
    expect(read({ DATABASE_URL }, problem('KAFKA_BROKERS'))).toThrow(/^KAFKA_BROKERS: must be a broker$/);
  });
});
