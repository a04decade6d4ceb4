import { readFileSync } from 'node:fs';
import type { KafkaSasl, KafkaTls, LogConnection } from './connection.js';

/** What an environment variable must be, and is not. Values are never quoted: one of them may be a password. */
export interface ConnectionProblem {
  readonly variable: string;
  readonly message: string;
}

export type LogConnectionReading =
  | { readonly ok: true; readonly connection: LogConnection }
  | { readonly ok: false; readonly problems: readonly ConnectionProblem[] };

/**
 * Reads where the log is: `LOG_DATABASE_URL` for the embedded one, or `KAFKA_BROKERS` (host:port, separated by commas)
 * with, where wanted, `KAFKA_TLS` (1), `KAFKA_TLS_CA`, `KAFKA_TLS_CERTIFICATE`, `KAFKA_TLS_KEY` (paths of PEM files)
 * and `KAFKA_SASL_MECHANISM`, `KAFKA_SASL_USERNAME`, `KAFKA_SASL_PASSWORD`. Beyond the loopback it has to be encrypted,
 * unless `ALLOW_PLAINTEXT` is 1.
 *
 * @param clientId names this process to the brokers.
 */
export function readLogConnection(env: NodeJS.ProcessEnv, clientId: string): LogConnectionReading {
  const reader = new Reader(env);
  const url = reader.text('LOG_DATABASE_URL');
  const brokers = reader.list('KAFKA_BROKERS');
  if ((url === undefined) === (brokers.length === 0)) {
    reader.refuse('KAFKA_BROKERS', 'either this or LOG_DATABASE_URL must be set, and not both: the services speak over one log');
    return { ok: false, problems: reader.problems };
  }
  const connection = url === undefined ? kafkaConnection(reader, brokers, clientId) : embeddedConnection(reader, url);
  return connection && reader.problems.length === 0 ? { ok: true, connection } : { ok: false, problems: reader.problems };
}

function embeddedConnection(reader: Reader, connectionString: string): LogConnection | undefined {
  const url = URL.parse(connectionString);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    reader.refuse('LOG_DATABASE_URL', 'must be like postgresql://user:password@host:port/database');
    return undefined;
  }
  const isEncrypted = ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? '');
  reader.refusePlaintext('LOG_DATABASE_URL', isEncrypted, [url.hostname], 'add sslmode=verify-full');
  return { kind: 'embedded', connectionString };
}

function kafkaConnection(reader: Reader, brokers: readonly string[], clientId: string): LogConnection {
  if (!brokers.every((broker) => /^[^\s:/]+:\d{1,5}$/.test(broker))) {
    reader.refuse('KAFKA_BROKERS', 'must be brokers separated by commas, each like kafka-1.example.com:9092');
  }
  const tls = readTls(reader);
  const sasl = readSasl(reader);
  const hosts = brokers.map((broker) => broker.slice(0, broker.lastIndexOf(':')));
  reader.refusePlaintext('KAFKA_BROKERS', tls !== undefined, hosts, 'set KAFKA_TLS=1');
  return { kind: 'kafka', brokers, clientId, ...(tls && { tls }), ...(sasl && { sasl }) };
}

function readTls(reader: Reader): KafkaTls | undefined {
  const ca = reader.file('KAFKA_TLS_CA');
  const certificate = reader.file('KAFKA_TLS_CERTIFICATE');
  const key = reader.file('KAFKA_TLS_KEY');
  if (!reader.flag('KAFKA_TLS') && ca === undefined && certificate === undefined && key === undefined) return undefined;
  return { ...(ca && { ca }), ...(certificate && { certificate }), ...(key && { key }) };
}

function readSasl(reader: Reader): KafkaSasl | undefined {
  const mechanism = reader.text('KAFKA_SASL_MECHANISM');
  if (mechanism === undefined) return undefined;
  if (mechanism !== 'plain' && mechanism !== 'scram-sha-256' && mechanism !== 'scram-sha-512') {
    reader.refuse('KAFKA_SASL_MECHANISM', 'must be plain, scram-sha-256 or scram-sha-512');
    return undefined;
  }
  return { mechanism, username: reader.required('KAFKA_SASL_USERNAME'), password: reader.required('KAFKA_SASL_PASSWORD') };
}

class Reader {
  readonly problems: ConnectionProblem[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** The first problem of a variable is the one to mend. */
  refuse(variable: string, message: string): void {
    if (!this.problems.some((problem) => problem.variable === variable)) this.problems.push({ variable, message });
  }

  /** A variable set to nothing counts as not set. */
  text(variable: string): string | undefined {
    return this.env[variable] === '' ? undefined : this.env[variable];
  }

  required(variable: string): string {
    const text = this.text(variable);
    if (text === undefined) this.refuse(variable, 'must be set with KAFKA_SASL_MECHANISM');
    return text ?? '';
  }

  list(variable: string): readonly string[] {
    return (this.text(variable) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  }

  flag(variable: string): boolean {
    const text = this.text(variable) ?? '0';
    if (!['1', '0', 'true', 'false'].includes(text)) this.refuse(variable, 'must be 1 or 0');
    return text === '1' || text === 'true';
  }

  file(variable: string): string | undefined {
    const path = this.text(variable);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      this.refuse(variable, 'must be the path of a PEM file that can be read');
      return undefined;
    }
  }

  refusePlaintext(variable: string, isEncrypted: boolean, hosts: readonly string[], remedy: string): void {
    if (isEncrypted || this.flag('ALLOW_PLAINTEXT') || hosts.every(isLoopback)) return;
    this.refuse(variable, `names another machine, and nothing is encrypted on the way there: ${remedy}, or allow it with ALLOW_PLAINTEXT=1`);
  }
}

function isLoopback(host: string): boolean {
  return host === '' || host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
