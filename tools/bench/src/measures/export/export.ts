import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { append, MAX_EVENTS_PER_APPEND } from '@portcullis/event-store';
import { checkpointFiles } from '@portcullis/tools';
import type { Client } from 'pg';
import { openLogBetween } from '../../installation/log-between.js';
import { runServiceCommand, ServiceProcess } from '../../installation/service-process.js';
import { withClient } from '../../surroundings/with-client.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';

const EVENTS = 1_000_000;
const EVENTS_LARGE = 10_000_000;
const READY_WITHIN_MS = 600_000;
const LOOK_EVERY_MS = 200;
const MB = 1_048_576;
const STREAM = 'usage/tok_0000000000000000000000';

/** What the memory of token-service grows by while it exports the history of a workspace, over HTTP. */
export const exportMeasure: Measure = { name: 'export', keys: ['export_mb_rss_growth'], run };

async function run({ surroundings, say, profileFolder, large }: MeasureContext): Promise<Findings> {
  const log = await openLogBetween('embedded', surroundings);
  if ('missing' in log) throw new Error(log.missing);
  const events = large ? EVENTS_LARGE : EVENTS;
  const environment = { DATABASE_URL: await surroundings.database('export'), ...log.environment, ...checkpointFiles(surroundings.folder) };
  const owner = await runServiceCommand('token-service', ['workspace', 'create', '--name', 'Bench', '--owner-email', 'owner@bench.example'], environment);
  await withClient(environment.DATABASE_URL, (client) => write(client, String(owner['workspaceId']), events, say));
  const service = await ServiceProcess.start({ app: 'token-service', folder: surroundings.folder, readyWithinMs: READY_WITHIN_MS, profileFolder, environment });
  try {
    const cookie = await logIn(service.url, String(owner['email']), String(owner['password']));
    say('bringing them into the tree');
    // The tree follows them all before the checkpoint is signed.
    await drain(await ask(service.url, '/api/v1/checkpoints/latest?fresh=true', cookie));
    say('exporting them');
    const startedAtMs = performance.now();
    const { bytes, growthBytes } = await exported(service, cookie);
    return {
      figures: [
        { key: 'export_mb_rss_growth', value: growthBytes / MB },
        { key: 'export_events_per_s', value: events / ((performance.now() - startedAtMs) / 1_000) },
      ],
      notes: [`Export: ${events.toLocaleString('en')} events, ${Math.round(bytes / MB)} MB.`],
    };
  } finally {
    await service.stop();
  }
}

async function write(client: Client, workspaceId: string, events: number, say: (line: string) => void): Promise<void> {
  const query = async <R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> => (await client.query<R>(sql, [...params])).rows;
  const by = { actor: { type: 'token', id: 'tok_0000000000000000000000' }, requestId: 'bench', origin: { address: '203.0.113.77' } } as const;
  for (let version = 0; version < events; version += MAX_EVENTS_PER_APPEND) {
    const some = Array.from({ length: MAX_EVENTS_PER_APPEND }, (_, index) => ({ stream: STREAM, expectedVersion: version + index, type: 'TokenUsed', schemaVersion: 1, workspaceId, data: { tokenId: by.actor.id, accepted: 1 } }));
    const { outcome } = await append(query, some, by);
    if (outcome !== 'appended') throw new Error(`an append ended in ${outcome}`);
    if (version % 100_000 === 0) say(`writing a history: ${version.toLocaleString('en')} of ${events.toLocaleString('en')} events`);
  }
  await client.query('VACUUM ANALYZE');
}

async function logIn(url: string, email: string, password: string): Promise<string> {
  const { status, headers } = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  const cookie = headers.getSetCookie()[0]?.split(';')[0];
  if (status !== 200 || cookie === undefined) throw new Error(`the log-in was answered with ${status}`);
  return cookie;
}

async function ask(url: string, path: string, cookie: string): Promise<ReadableStream<Uint8Array>> {
  const { status, body } = await fetch(`${url}${path}`, { headers: { cookie } });
  if (status !== 200 || body === null) throw new Error(`${path} was answered with ${status}`);
  return body;
}

async function drain(body: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of body) bytes += piece.byteLength;
  return bytes;
}

/** The highest that its memory was during the export, above what it was before. */
async function exported({ pid, url }: ServiceProcess, cookie: string): Promise<{ readonly bytes: number; readonly growthBytes: number }> {
  const before = await residentBytesOf(pid);
  let highest = before;
  const looking = setInterval(() => {
    void residentBytesOf(pid).then((now) => (highest = Math.max(highest, now)), () => undefined);
  }, LOOK_EVERY_MS);
  try {
    const bytes = await drain(await ask(url, '/api/v1/events/export', cookie));
    return { bytes, growthBytes: highest - before };
  } finally {
    clearInterval(looking);
  }
}

/** Of another process, as ps(1) of POSIX tells it in kilobytes. */
async function residentBytesOf(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1_024;
}
