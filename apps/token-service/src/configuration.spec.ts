import { describe, expect, it } from '@jest/globals';
import { type Configuration, readSettings } from './configuration.js';

const NEEDED = {
  DATABASE_URL: 'postgresql://token_service:pw@127.0.0.1/token_service',
  LOG_DATABASE_URL: 'postgresql://token_service:pw@127.0.0.1/log',
  CHECKPOINT_KEY_FILE: '/keys/checkpoint-key.pem',
  CHECKPOINT_ANCHOR_FILE: '/anchor/checkpoints.log',
};
const read = (env: Record<string, string>): Configuration => readSettings(env).configuration;
const complaintOf = (env: Record<string, string>): string => {
  try {
    read(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the configuration', () => {
  it('has the defaults of the contract', () => {
    expect(read(NEEDED)).toEqual({
      databaseUrl: NEEDED.DATABASE_URL,
      log: { kind: 'embedded', connectionString: NEEDED.LOG_DATABASE_URL },
      publicOrigins: ['http://127.0.0.1:4100', 'http://localhost:4100'],
      confirmWaitMs: 2_000,
      usageEventMs: 60_000,
      usageDetailDays: 90,
      knowledgeDays: 7,
      environment: 'live',
      evidence: { keyFile: NEEDED.CHECKPOINT_KEY_FILE, anchorFile: NEEDED.CHECKPOINT_ANCHOR_FILE, keyName: 'portcullis' },
      services: ['inventory-public-api'],
    });
  });

  it('takes the console’s own origins from the port, unless it is told', () => {
    expect(read({ ...NEEDED, TOKEN_SERVICE_PORT: '4999' }).publicOrigins).toContain('http://localhost:4999');
    const told = read({ ...NEEDED, PUBLIC_ORIGINS: 'https://console.example.com, https://www.example.com' });
    expect(told.publicOrigins).toEqual(['https://console.example.com', 'https://www.example.com']);
  });

  it('speaks over Kafka where brokers are given', () => {
    expect(read({ ...NEEDED, LOG_DATABASE_URL: '', KAFKA_BROKERS: 'a:9092, b:9092', ALLOW_PLAINTEXT: '1' }).log).toMatchObject({
      kind: 'kafka',
      brokers: ['a:9092', 'b:9092'],
      clientId: 'token-service',
    });
  });

  it.each([
    [{ DATABASE_URL: '' }, /^DATABASE_URL: /],
    [{ DATABASE_URL: 'mysql://root:pw@host/db' }, /^DATABASE_URL: /],
    [{ LOG_DATABASE_URL: '' }, /^KAFKA_BROKERS: either this or LOG_DATABASE_URL/],
    [{ KAFKA_BROKERS: 'a:9092' }, /^KAFKA_BROKERS: either this or LOG_DATABASE_URL/],
    [{ TOKEN_SERVICE_PORT: '70000' }, /^TOKEN_SERVICE_PORT: /],
    [{ PUBLIC_ORIGINS: 'http://localhost:4100/' }, /^PUBLIC_ORIGINS: /],
    [{ CONFIRM_WAIT_MS: '2s' }, /^CONFIRM_WAIT_MS: /],
    [{ USAGE_EVENT_MS: '0' }, /^USAGE_EVENT_MS: /],
    [{ PORTCULLIS_ENVIRONMENT: 'staging' }, /^PORTCULLIS_ENVIRONMENT: must be live or test$/],
    [{ CHECKPOINT_KEY_FILE: '' }, /^CHECKPOINT_KEY_FILE: must be set to the path of a file$/],
    [{ CHECKPOINT_ANCHOR_FILE: 'checkpoints.log' }, /^CHECKPOINT_ANCHOR_FILE: must be the absolute path of a file$/],
    [{ CHECKPOINT_KEY_NAME: 'two words' }, /^CHECKPOINT_KEY_NAME: must be a name without white space and plus signs$/],
    [{ TRUSTED_PROXIES: '10.0.0.300' }, /^TRUSTED_PROXIES: /],
    [{ ALLOW_PLAINTEXT: 'maybe' }, /^ALLOW_PLAINTEXT: must be 1 or 0$/],
    [{ DATABASE_URL: 'postgresql://u:pw@db.example.com/x' }, /^DATABASE_URL: names another machine/],
    [{ LOG_DATABASE_URL: 'postgresql://u:pw@db.example.com/x' }, /^LOG_DATABASE_URL: names another machine/],
  ])('with %j is refused in one line that names the variable and quotes no password', (env, line) => {
    const complaint = complaintOf({ ...NEEDED, ...env });
    expect(complaint).toMatch(line);
    expect(complaint).not.toContain('\n');
    expect(complaint).not.toContain('pw');
  });

  it('says all that is wrong at once, a line each', () => {
    const complaint = complaintOf({ TOKEN_SERVICE_PORT: '0', LOG_LEVEL: 'loud' });
    const variables = complaint.split('\n').map((line) => line.slice(0, line.indexOf(':')));
    expect(variables.sort()).toEqual(['CHECKPOINT_ANCHOR_FILE', 'CHECKPOINT_KEY_FILE', 'DATABASE_URL', 'KAFKA_BROKERS', 'LOG_LEVEL', 'TOKEN_SERVICE_PORT']);
  });

  it('takes a database of another machine in the open only where that is allowed', () => {
    const env = { ...NEEDED, DATABASE_URL: 'postgresql://u@db.example.com/x' };
    expect(read({ ...env, ALLOW_PLAINTEXT: '1' }).databaseUrl).toBe(env.DATABASE_URL);
  });
});
