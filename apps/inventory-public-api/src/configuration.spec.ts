import { describe, expect, it } from '@jest/globals';
import { readSettings } from './configuration.js';

const DATABASE_URL = 'postgres://inventory:pw@127.0.0.1/inventory';
const LOG_DATABASE_URL = 'postgres://inventory:pw@127.0.0.1/log';
const read = (env: NodeJS.ProcessEnv) => readSettings({ DATABASE_URL, ...env });

describe('the environment', () => {
  it('has the documented defaults', () => {
    const { shell, configuration } = read({ LOG_DATABASE_URL });
    expect(shell).toMatchObject({ INVENTORY_API_PORT: 4200, HOST: '127.0.0.1', CORS_ORIGINS: [], TRUSTED_PROXIES: [], ALLOW_PLAINTEXT: false });
    expect(configuration).toEqual({
      databaseUrl: DATABASE_URL,
      log: { kind: 'embedded', connectionString: LOG_DATABASE_URL },
      maxStalenessMs: 30_000,
      environment: 'live',
    });
  });

  it('names Kafka’s brokers instead of the embedded log', () => {
    expect(read({ KAFKA_BROKERS: 'a:9092, b:9092', ALLOW_PLAINTEXT: '1' }).configuration.log).toEqual({
      kind: 'kafka',
      brokers: ['a:9092', 'b:9092'],
      clientId: 'inventory-public-api',
    });
  });

  it('encrypts the way to Kafka and says who it is there', () => {
    const sasl = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'inventory', KAFKA_SASL_PASSWORD: 'pw' };
    expect(read({ KAFKA_BROKERS: 'a:9093', KAFKA_TLS: '1', ...sasl }).configuration.log).toEqual({
      kind: 'kafka',
      brokers: ['a:9093'],
      clientId: 'inventory-public-api',
      tls: {},
      sasl: { mechanism: 'scram-sha-512', username: 'inventory', password: 'pw' },
    });
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [{}, 'KAFKA_BROKERS: either this or LOG_DATABASE_URL must be set'],
    [{ LOG_DATABASE_URL, KAFKA_BROKERS: 'a:9092' }, 'KAFKA_BROKERS: either this or LOG_DATABASE_URL must be set'],
    [{ LOG_DATABASE_URL, MAX_STALENESS_MS: '30001' }, 'MAX_STALENESS_MS: must be a whole number from 1 to 30000'],
    [{ LOG_DATABASE_URL, PORTCULLIS_ENVIRONMENT: 'staging' }, 'PORTCULLIS_ENVIRONMENT: must be live or test'],
    [{ LOG_DATABASE_URL, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must be like postgresql://'],
    [{ KAFKA_BROKERS: 'a:9092' }, 'KAFKA_BROKERS: names another machine'],
    [{ LOG_DATABASE_URL: 'postgres://u:pw@db.example.com/log' }, 'LOG_DATABASE_URL: names another machine'],
    [{ LOG_DATABASE_URL, DATABASE_URL: 'postgres://u:pw@db.example.com/x' }, 'DATABASE_URL: names another machine'],
    [{ KAFKA_BROKERS: 'a:9093', KAFKA_TLS: '1', KAFKA_SASL_MECHANISM: 'plain' }, 'KAFKA_SASL_USERNAME: must be set with KAFKA_SASL_MECHANISM'],
  ])('is refused where it is %j', (env, line) => {
    expect(() => read(env)).toThrow(line);
  });

  it('is told at once all that is wrong with it, a line each', () => {
    expect(() => read({ MAX_STALENESS_MS: '0' })).toThrow(/^MAX_STALENESS_MS: [^\n]+\nKAFKA_BROKERS: [^\n]+$/);
  });
});
