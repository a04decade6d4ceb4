import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '@portcullis/service-kit';
import { configurationVariables, toConfiguration } from './configuration.js';

const DATABASE_URL = 'postgres://inventory@127.0.0.1/inventory';
const LOG_DATABASE_URL = 'postgres://inventory@127.0.0.1/log';
const read = (env: NodeJS.ProcessEnv) => readConfiguration(configurationVariables, { DATABASE_URL, ...env });

describe('the environment', () => {
  it('has the documented defaults', () => {
    const variables = read({ LOG_DATABASE_URL });
    expect(variables).toMatchObject({ INVENTORY_API_PORT: 4200, HOST: '127.0.0.1', CORS_ORIGINS: [], TRUSTED_PROXIES: [], ALLOW_PLAINTEXT: false });
    expect(toConfiguration(variables)).toEqual({
      databaseUrl: DATABASE_URL,
      log: { kind: 'embedded', connectionString: LOG_DATABASE_URL },
      maxStalenessMs: 30_000,
      environment: 'live',
    });
  });

  it('names Kafka’s brokers instead of the embedded log', () => {
    expect(toConfiguration(read({ KAFKA_BROKERS: 'a:9092, b:9092' })).log).toEqual({
      kind: 'kafka',
      brokers: ['a:9092', 'b:9092'],
      clientId: 'inventory-public-api',
    });
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [{}, 'KAFKA_BROKERS: either this or LOG_DATABASE_URL must be set'],
    [{ LOG_DATABASE_URL, KAFKA_BROKERS: 'a:9092' }, 'KAFKA_BROKERS: either this or LOG_DATABASE_URL must be set'],
    [{ LOG_DATABASE_URL, MAX_STALENESS_MS: '30001' }, 'MAX_STALENESS_MS: must be a whole number from 1 to 30000'],
    [{ LOG_DATABASE_URL, PORTCULLIS_ENVIRONMENT: 'staging' }, 'PORTCULLIS_ENVIRONMENT: must be live or test'],
    [{ LOG_DATABASE_URL, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must be like postgresql://'],
  ])('is refused where it is %j', (env, line) => {
    expect(() => read(env)).toThrow(line);
  });
});
