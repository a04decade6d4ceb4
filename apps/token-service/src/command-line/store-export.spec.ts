import { afterAll, describe, expect, it } from '@jest/globals';
import { readPreviousCheckpoint, type Verdict, verifyExport } from '@portcullis/history-proof';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokensOfSuite } from '../tokens/tokens-of-suite.spec-kit.js';
import { runCli } from './run-cli.js';

const { database, service, owner } = await tokensOfSuite();
const { headers } = owner;
const folder = mkdtempSync(join(tmpdir(), 'store-export-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const text = async (path: string): Promise<string> => (await service.request('GET', path, { headers })).text;
const signed = (): Promise<string> => text('/api/v1/checkpoints/latest?fresh=true');
const fileOf = (name: string): string => join(folder, name);

async function exportTo(out: string): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const told = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (piece: string) => (told[name] += piece) });
  const code = await runCli(['store', 'export', '--out', out], { DATABASE_URL: database.connectionString }, { stdout: stream('stdout'), stderr: stream('stderr') });
  return { code, ...told };
}

async function verify(file: string, previous?: string): Promise<Verdict> {
  return verifyExport(createReadStream(file), { key: await text('/api/v1/checkpoints/key'), previous: previous === undefined ? undefined : readPreviousCheckpoint(previous) });
}

/** More than one page of events, of two workspaces. */
async function someHistory(): Promise<void> {
  const stranger = await service.owner();
  for (let round = 0; round < 4; round += 1) await Promise.all([headers, stranger.headers].map((whose) => service.issue(whose)));
}

describe('the export of a whole store', () => {
  it('holds, for every workspace, and goes on from a checkpoint of before', async () => {
    await someHistory();
    const before = await signed();
    await someHistory();
    await signed();
    const out = fileOf('whole.ndjson');
    const { code, stdout } = await exportTo(out);
    expect(code).toBe(0);
    const told = JSON.parse(stdout) as { readonly storeId: string; readonly events: number };
    expect(await verify(out, before)).toMatchObject({ verdict: 'holds', scope: { type: 'store', id: told.storeId }, events: told.events });
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['altered', (lines: string[]) => lines.with(2, (lines[2] ?? '').replace('"version":1', '"version":2'))],
    ['removed', (lines: string[]) => lines.toSpliced(2, 1)],
    ['inserted twice', (lines: string[]) => lines.toSpliced(2, 0, lines[2] ?? '')],
    ['exchanged with the next', (lines: string[]) => lines.with(2, lines[3] ?? '').with(3, lines[2] ?? '')],
    ['cut away with all after it', (lines: string[]) => lines.toSpliced(-3, 1)],
  ])('does not hold with an event %s', async (name, change) => {
    await someHistory();
    await signed();
    const out = fileOf(`${name}.ndjson`);
    await exportTo(out);
    const lines = readFileSync(out, 'utf8').split('\n');
    expect(lines.length).toBeGreaterThan(10);
    writeFileSync(out, change(lines).join('\n'));
    expect(await verify(out)).toMatchObject({ verdict: 'does_not_hold' });
  });

  it('never takes the place of another file, and leaves none where it fails', async () => {
    const out = fileOf('kept.ndjson');
    writeFileSync(out, 'mine');
    expect(await exportTo(out)).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    const nowhere = fileOf('no/such/folder.ndjson');
    expect(await exportTo(nowhere)).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written (ENOENT)') });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('fails, and leaves no file, where an event that was signed is gone', async () => {
    await someHistory();
    await signed();
    const gone = fileOf('gone.ndjson');
    await database.query('ALTER TABLE event DISABLE TRIGGER USER');
    await database.query('DELETE FROM event WHERE position = 4');
    expect(await exportTo(gone)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('were signed: somebody deleted some') });
    expect(existsSync(gone)).toBe(false);
  });
});
