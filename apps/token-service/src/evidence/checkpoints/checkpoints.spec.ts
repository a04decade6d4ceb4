import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Checkpoint, commitmentLeaf, leafHash, openCheckpoint, rootOf, treeInMemory, verifyConsistency, verifyInclusion } from '@portcullis/history-proof';
import { eventually } from '@portcullis/testing';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { evidenceFiles } from '../evidence-files.spec-kit.js';
import { EvidenceStore, openEvidence, type RunningEvidence } from '../evidence-store.spec-kit.js';
import type { KeptCheckpoint } from './kept-checkpoints.js';

let store: EvidenceStore;
let settings: ReturnType<typeof evidenceFiles>;
let opened: RunningEvidence[];
beforeEach(async () => {
  store = await EvidenceStore.open();
  settings = evidenceFiles();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((one) => one.stop()));
  await store.drop();
});

async function open(): Promise<RunningEvidence> {
  const running = await openEvidence(store, settings);
  opened.push(running);
  return running;
}

function read({ note }: KeptCheckpoint, { evidence: { checkpoints } }: RunningEvidence): Checkpoint {
  const answer = openCheckpoint(note, checkpoints.vkey);
  if (answer.outcome === 'refused') throw new Error(answer.reason);
  return answer.checkpoint;
}

const anchored = (): string[] => readFileSync(settings.anchorFile, 'utf8').split('\n').slice(0, -1).map((line) => (JSON.parse(line) as { note: string }).note);
const rows = (): Promise<{ size: string }[]> => store.database.query('SELECT size FROM evidence_checkpoint ORDER BY size');

function signedNothing(): never {
  throw new Error('nothing was signed');
}

/** The whole log: an event, its tree, and every checkpoint signed of it. */
const REWRITTEN = [
  `UPDATE event SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'TokenIssued', 'TokenVanish'), 'UTF8') WHERE position = 7`,
  ...['evidence_tile', 'evidence_checkpoint', 'evidence_workspace'].map((table) => `DELETE FROM ${table}`),
  'UPDATE evidence_tree SET size = 0',
];

describe('a checkpoint', () => {
  it('asked for holds every event that was committed before, and stands in the table and in the anchor file', async () => {
    await store.append(700);
    const running = await open();
    const kept = await running.evidence.checkpoints.fresh();
    const checkpoint = read(kept, running);
    const bytes = await store.bytes();
    expect(checkpoint).toMatchObject({ size: 700, root: await rootOf(700, treeInMemory(bytes.map(leafHash))), time: (JSON.parse(bytes.at(-1)?.toString() ?? '') as { time: string }).time });
    expect(anchored()).toEqual([kept.note]);
    expect(await running.evidence.checkpoints.newest()).toEqual(kept);
  });

  it('is the one before where no event came since', async () => {
    await store.append(3);
    const running = await open();
    const first = await running.evidence.checkpoints.fresh();
    expect(await running.evidence.checkpoints.fresh()).toEqual(first);
    expect(anchored()).toHaveLength(1);
  });

  it('can be had of a store without events', async () => {
    const running = await open();
    expect(read(await running.evidence.checkpoints.fresh(), running)).toMatchObject({ size: 0 });
  });

  it('is signed once for all who ask at the same time, of either process', async () => {
    await store.append(20);
    const two = [await open(), await open()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => two.map(({ evidence }) => evidence.checkpoints.fresh())).flat());
    expect(new Set(answers.map(({ note }) => note)).size).toBe(1);
    expect(await rows()).toEqual([{ size: '20' }]);
    expect(anchored()).toHaveLength(1);
  });

  it('asked for while one is being signed holds what came meanwhile', async () => {
    await store.append(1);
    const running = await open();
    const first = running.evidence.checkpoints.fresh();
    await store.append(1);
    const second = await running.evidence.checkpoints.fresh();
    expect(second.size).toBe(2);
    expect((await first).size).toBeLessThanOrEqual(2);
  });

  it('is nowhere where it could not be anchored', async () => {
    await store.append(2);
    const running = await open();
    mkdirSync(settings.anchorFile);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'checkpoint_not_signed', status: 503 });
    expect(await rows()).toEqual([]);
    rmSync(settings.anchorFile, { recursive: true });
    expect(await running.evidence.checkpoints.fresh()).toMatchObject({ size: 2 });
  });

  it('comes by itself once the service runs, and while it has not grown no other', async () => {
    await store.append(5);
    const running = await open();
    running.evidence.onApplicationBootstrap();
    await eventually(async () => {
      expect(await rows()).toEqual([{ size: '5' }]);
      expect(running.evidence.health()).toMatchObject({ status: 'ok', details: { size: 5, head: 5, signedSize: 5, verification: { complete: true } } });
    });
    await running.evidence.checkpoints.signWhenDue();
    await store.append(5);
    await running.evidence.checkpoints.signWhenDue();
    expect(await rows()).toEqual([{ size: '5' }]);
    await store.database.query("UPDATE evidence_checkpoint SET signed_at = signed_at - interval '61 s'");
    await running.evidence.checkpoints.signWhenDue();
    expect(await rows()).toEqual([{ size: '5' }, { size: '10' }]);
  });

  it('comes though the clock of the database was set back since the newest was signed', async () => {
    await store.append(5);
    const running = await open();
    await running.evidence.checkpoints.fresh();
    await store.append(5);
    await store.database.query("UPDATE evidence_checkpoint SET signed_at = signed_at + interval '1 day'");
    await running.evidence.checkpoints.signWhenDue();
    expect(await rows()).toEqual([{ size: '5' }, { size: '10' }]);
  });

  it('proves every event, every earlier checkpoint and how far every workspace was, also when it is an old one', async () => {
    const running = await open();
    const kept: KeptCheckpoint[] = [];
    for (const more of [1, 2, 300, 4]) {
      await store.append(more);
      kept.push(await running.evidence.checkpoints.fresh());
    }
    const bytes = await store.bytes();
    const { proofs } = running.evidence;
    for (const one of kept) {
      const { size, root, workspacesRoot } = read(one, running);
      for (const position of [1, Math.ceil(size / 2), size]) {
        const proof = await proofs.inclusion(position, size);
        expect(verifyInclusion({ leafHash: leafHash(bytes[position - 1] ?? Buffer.alloc(0)), index: position - 1, size, root, proof })).toBe(true);
      }
      for (const old of kept.map((each) => read(each, running)).filter((each) => each.size <= size)) {
        expect(verifyConsistency({ oldSize: old.size, oldRoot: old.root, size, root, proof: await proofs.consistency(old.size, size) })).toBe(true);
      }
      const ofOne = bytes.slice(0, size).filter((_, at) => at % 3 === 0).length;
      const found = await proofs.workspace('wsp_0', one);
      expect(found?.leaf.count).toBe(ofOne);
      expect(found && verifyInclusion({ leafHash: commitmentLeaf(found.leaf), index: found.index, size: found.size, root: workspacesRoot, proof: found.proof })).toBe(true);
      expect((await proofs.workspace('wsp_2', one))?.leaf.count).toBe(size < 3 ? undefined : Math.floor(size / 3));
    }
    expect(await proofs.checkpoint(kept[1]?.size)).toEqual(kept[1]);
    expect(await proofs.checkpoint(299)).toBeUndefined();
  });

  it('is signed by no process again once one was found that does not go on from what that process signed, though the database agrees with itself', async () => {
    await store.append(40);
    const running = await open();
    await running.evidence.checkpoints.fresh();
    await store.tamper(...REWRITTEN);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(running.alarms.get('history_altered')).toMatchObject({ found: 'root_differs', size: 40 });
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(await rows()).toEqual([]);
    expect(running.evidence.health()).toMatchObject({ status: 'alarm' });
  });

  it('is not signed where the anchor file holds another of the same size, though neither the database nor this process knows of it', async () => {
    await store.append(40);
    const running = await open();
    const elsewhere = await openEvidence(store, { ...settings, anchorFile: `${settings.anchorFile}.other` });
    opened.push(elsewhere);
    await elsewhere.evidence.checkpoints.fresh();
    // Noted by a process that has died since, of events that were taken back.
    copyFileSync(`${settings.anchorFile}.other`, settings.anchorFile);
    await store.tamper(...REWRITTEN);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'root_differs', size: 40, where: 'anchor' });
    expect(anchored()).toHaveLength(1);
  });

  it('is not signed over a damaged line at the end of the anchor file: what stood there may contradict it', async () => {
    await store.append(3);
    const running = await open();
    await running.evidence.checkpoints.fresh();
    const first = readFileSync(settings.anchorFile, 'utf8');
    writeFileSync(settings.anchorFile, `${first}${first.slice(0, 60)}\n${first}`);
    await store.append(2);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'anchor_damaged', byte: Buffer.byteLength(first) });
    expect(await rows()).toEqual([{ size: '3' }]);
  });

  it('asked for proofs of old ones by everybody at once is signed all the same', async () => {
    const running = await open();
    const kept: KeptCheckpoint[] = [];
    for (let signed = 0; signed < 4; signed += 1) {
      await store.append(30, 30);
      kept.push(await running.evidence.checkpoints.fresh());
    }
    const { proofs } = running.evidence;
    const asked = Promise.allSettled(Array.from({ length: 2_000 }, (_, at) => proofs.workspace(`wsp_${at % 30}`, kept[at % 3] ?? signedNothing())));
    await store.append(1);
    expect(await running.evidence.checkpoints.fresh()).toMatchObject({ size: 121 });
    for (const answer of await asked) expect(answer.status === 'fulfilled' || (answer.reason as { code: string }).code === 'proofs_busy').toBe(true);
  });

  it('that another host’s instance signed is remembered, and noted in the own anchor file before anybody is answered it', async () => {
    await store.append(5);
    const running = await open();
    await running.evidence.checkpoints.fresh();
    const otherHost = await openEvidence(store, { ...settings, anchorFile: `${settings.anchorFile}.other` });
    opened.push(otherHost);
    await store.append(5);
    const { note } = await otherHost.evidence.checkpoints.fresh();
    await running.evidence.checkpoints.signWhenDue();
    expect(running.evidence.checkpoints.newestKnown).toMatchObject({ size: 10 });
    expect(await running.evidence.checkpoints.fresh()).toMatchObject({ note });
    expect(anchored().at(-1)).toBe(note);
    await store.tamper(...REWRITTEN);
    rmSync(settings.anchorFile);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'root_differs', size: 10, where: 'checkpoint' });
  });

  it('of a rewritten history is not remembered instead of the one that this process knows', async () => {
    await store.append(40);
    const running = await open();
    await running.evidence.checkpoints.fresh();
    await store.tamper(...REWRITTEN);
    await store.append(1);
    const forger = await openEvidence(store, { ...settings, anchorFile: `${settings.anchorFile}.other` });
    opened.push(forger);
    await forger.evidence.checkpoints.fresh();
    await expect(running.evidence.checkpoints.signWhenDue()).rejects.toMatchObject({ name: 'EvidenceBroken' });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'root_differs', size: 40, where: 'checkpoint' });
  });

  it('is signed under no other name while the process lives: whoever renews the store has to stop it first', async () => {
    await store.append(4);
    const running = await open();
    const { storeId } = await running.evidence.checkpoints.fresh();
    await store.tamper(`UPDATE event_head SET store_id = 'sto_other'`);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'store_renewed', formerStoreId: storeId });
  });

  it.each([
    ['shortened', 'UPDATE evidence_workspace SET count = count - 1'],
    ['left out', 'DELETE FROM evidence_workspace'],
  ])('is not signed over a workspace whose recorded end was %s', async (_what, statement) => {
    await store.append(30);
    const running = await open();
    await store.follower().followAll();
    await store.tamper(`${statement} WHERE workspace_id = 'wsp_1'`);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'workspaces_differ', size: 30 });
  });
});
