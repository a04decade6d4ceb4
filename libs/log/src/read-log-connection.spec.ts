import { describe, expect, it } from '@jest/globals';
import { readLogConnection } from './read-log-connection.js';

const URL_OF_LOG = 'postgresql://inventory:p4ssw0rd@127.0.0.1:5432/log';
const read = (env: NodeJS.ProcessEnv): unknown => readLogConnection(env, 'inventory');
const problems = (env: NodeJS.ProcessEnv): string[] => {
  const reading = readLogConnection(env, 'inventory');
  return reading.ok ? [] : reading.problems.map(({ variable, message }) => `${variable}: ${message}`);
};

describe('the connection to the log', () => {
  it('is the embedded one', () => {
    expect(read({ LOG_DATABASE_URL: URL_OF_LOG, KAFKA_BROKERS: '' })).toEqual({
      ok: true,
      connection: { kind: 'embedded', connectionString: URL_OF_LOG },
    });
  });

  it('is Kafka', () => {
    expect(read({ KAFKA_BROKERS: ' 127.0.0.1:9092, localhost:9093 ' })).toEqual({
      ok: true,
      connection: { kind: 'kafka', brokers: ['127.0.0.1:9092', 'localhost:9093'], clientId: 'inventory' },
    });
  });

  it('is Kafka with TLS and SASL', () => {
    const env = { KAFKA_BROKERS: 'kafka.example.com:9093', KAFKA_TLS: '1', KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    expect(read(env)).toEqual({
      ok: true,
      connection: {
        kind: 'kafka',
        brokers: ['kafka.example.com:9093'],
        clientId: 'inventory',
        tls: {},
        sasl: { mechanism: 'scram-sha-512', username: 'u', password: 'p' },
      },
    });
  });

  it.each([
    ['neither', {}],
    ['both', { LOG_DATABASE_URL: URL_OF_LOG, KAFKA_BROKERS: 'localhost:9092' }],
  ])('is exactly one: not %s', (_, env) => {
    expect(problems(env)).toEqual([expect.stringMatching(/^KAFKA_BROKERS: either this or LOG_DATABASE_URL/)]);
  });

  it.each([
    ['a database of another kind', { LOG_DATABASE_URL: 'mysql://u:p4ssw0rd@h/d' }, /^LOG_DATABASE_URL: must be like/],
    ['a broker without a port', { KAFKA_BROKERS: 'localhost' }, /^KAFKA_BROKERS: must be brokers/],
    ['another mechanism', { KAFKA_BROKERS: 'localhost:1', KAFKA_SASL_MECHANISM: 'gssapi' }, /^KAFKA_SASL_MECHANISM: must be/],
    ['a certificate that is not there', { KAFKA_BROKERS: 'localhost:1', KAFKA_TLS_CA: '/nowhere/ca.pem' }, /^KAFKA_TLS_CA: must be the path/],
    ['a flag that is none', { KAFKA_BROKERS: 'localhost:1', KAFKA_TLS: 'yes' }, /^KAFKA_TLS: must be 1 or 0/],
    ['no password', { KAFKA_BROKERS: 'localhost:1', KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u' }, /^KAFKA_SASL_PASSWORD: must be set/],
  ])('is refused in one line with %s, whose value is not told', (_, env, line) => {
    expect(problems(env)).toEqual([expect.stringMatching(line)]);
    expect(problems(env).join()).not.toContain('p4ssw0rd');
  });

  it.each([{ KAFKA_BROKERS: 'localhost:9092,kafka.example.com:9092' }, { LOG_DATABASE_URL: 'postgres://u@db.example.com/log?sslmode=disable' }])(
    'to another machine is refused unencrypted, unless that is allowed: %p',
    (env) => {
      expect(problems(env)).toEqual([expect.stringContaining('nothing is encrypted')]);
      expect(problems({ ...env, ALLOW_PLAINTEXT: '1' })).toEqual([]);
    },
  );

  it('to a database on another machine may be encrypted', () => {
    expect(problems({ LOG_DATABASE_URL: 'postgres://u@db.example.com/log?sslmode=verify-full' })).toEqual([]);
  });
});
