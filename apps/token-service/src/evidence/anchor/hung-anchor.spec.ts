import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { evidenceFiles } from '../evidence-files.spec-kit.js';
import { EvidenceStore, openEvidence, type RunningEvidence } from '../evidence-store.spec-kit.js';
import { AnchorFile } from './anchor-file.js';
import { BoundedStorage } from './bounded-storage.js';

const BOUND_MS = 200;
/** After which a service ends whatever it still waits for. */
const STOP_MS = 9_500;
const never = (): Promise<never> => new Promise(() => undefined);

/** Where the anchor file is: to open it waits for the other end, as a dead network disk lets everybody wait. */
function hang(path: string): { readonly release: () => void } {
  rmSync(path, { force: true });
  execFileSync('mkfifo', [path]);
  const release = (): void => {
    // Both ends at once: who waits to read or write goes on.
    closeSync(openSync(path, constants.O_RDWR | constants.O_NONBLOCK));
  };
  return { release };
}

describe('storage of the anchor file that does not answer', () => {
  it('is waited for no longer than its bound, and while it hangs not asked again', async () => {
    const storage = new BoundedStorage(BOUND_MS);
    await expect(storage.within(never)).rejects.toMatchObject({ name: 'StorageHangs' });
    let begun = 0;
    await expect(storage.within(() => Promise.resolve((begun += 1)))).rejects.toMatchObject({ name: 'StorageHangs' });
    expect(begun).toBe(0);
  });

  it('is asked again once it has answered', async () => {
    const storage = new BoundedStorage(BOUND_MS);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => { answer = resolve; });
    await expect(storage.within(() => answered)).rejects.toMatchObject({ name: 'StorageHangs' });
    answer();
    expect(await eventually(() => storage.within(() => Promise.resolve('answered')))).toBe('answered');
  });

  it('is told as an anchor file that cannot be used, whoever reads or writes', async () => {
    const path = evidenceFiles().anchorFile;
    const { release } = hang(path);
    try {
      const anchor = new AnchorFile(path, new BoundedStorage(BOUND_MS));
      for (const use of [() => anchor.tail(), () => anchor.append('note'), () => anchor.lines().next()]) {
        await expect(use()).rejects.toMatchObject({ name: 'AnchorUnusable', message: expect.stringContaining('no answer from its storage') });
      }
    } finally {
      release();
    }
  });

  it('does not hold up the end of the process', async () => {
    const path = evidenceFiles().anchorFile;
    hang(path);
    const module = new URL('bounded-storage.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--experimental-transform-types', '--no-warnings', '--input-type=module', '-e', ENDING, module, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const text = once(child.stdout, 'data');
    expect(String((await text)[0])).toBe('StorageHangs');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});

const ENDING = `
  import { open } from 'node:fs/promises';
  import { writeSync } from 'node:fs';
  const [, module, path] = process.argv;
  const { BoundedStorage } = await import(module);
  await new BoundedStorage(50).within(() => open(path, 'r')).catch(({ name }) => writeSync(1, name));
  process.exit(0);
`;

describe('a service whose anchor file hangs', () => {
  let store: EvidenceStore;
  let settings: ReturnType<typeof evidenceFiles>;
  let running: RunningEvidence;
  beforeEach(async () => {
    store = await EvidenceStore.open();
    settings = evidenceFiles();
    running = await openEvidence(store, settings);
  });
  afterEach(() => store.drop());

  it('signs nothing, says so by an alarm, and stops as it always does; the checkpoint comes when the storage answers', async () => {
    await store.append(3);
    const { evidence, alarms } = running;
    await evidence.checkpoints.fresh();
    await store.append(2);
    renameSync(settings.anchorFile, `${settings.anchorFile}.kept`);
    const { release } = hang(settings.anchorFile);
    try {
      await expect(evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'checkpoint_not_signed', status: 503 });
      await store.database.query("UPDATE evidence_checkpoint SET signed_at = signed_at - interval '61 s'");
      evidence.onApplicationBootstrap();
      await eventually(() => { expect(alarms.has('checkpoint_not_signed')).toBe(true); });
      expect(evidence.health()).toMatchObject({ status: 'ok', details: { head: 5, size: 5, signedSize: 3 } });
    } finally {
      release();
      rmSync(settings.anchorFile);
      renameSync(`${settings.anchorFile}.kept`, settings.anchorFile);
    }
    await eventually(() => { expect(evidence.health()).toMatchObject({ details: { signedSize: 5 } }); }, { timeoutMs: 10_000 });
    expect(readFileSync(settings.anchorFile, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(alarms.has('checkpoint_not_signed')).toBe(false);
    await running.stop();
  }, 30_000);

  it('stops within the bound of a stop while the storage still hangs, in the middle of a verification too', async () => {
    await store.append(3);
    const { release } = hang(settings.anchorFile);
    try {
      running.evidence.onApplicationBootstrap();
      await eventually(() => { expect(running.evidence.health()).toMatchObject({ details: { size: 3 } }); });
      const begunMs = performance.now();
      await running.stop();
      expect(performance.now() - begunMs).toBeLessThan(STOP_MS);
    } finally {
      release();
    }
  }, 30_000);
});
