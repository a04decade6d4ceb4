import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { evidenceFiles } from '../evidence-files.spec-kit.js';
import { EvidenceStore, openEvidence, type RunningEvidence } from '../evidence-store.spec-kit.js';

let store: EvidenceStore;
let running: RunningEvidence;
beforeEach(async () => {
  store = await EvidenceStore.open();
  const settings = evidenceFiles();
  await store.append(30);
  running = await openEvidence(store, settings);
  await running.evidence.checkpoints.fresh();
  await store.append(30);
  await running.evidence.checkpoints.fresh();
  await running.stop();
  // Another process, which holds none of the trees that were signed.
  running = await openEvidence(store, settings);
});
afterEach(async () => {
  await running.stop();
  await store.drop();
});

async function proveAt(size: number) {
  const { proofs } = running.evidence;
  const checkpoint = await proofs.checkpoint(size);
  if (!checkpoint) throw new Error(`There is no checkpoint of ${size} events.`);
  return proofs.workspace('wsp_1', checkpoint);
}

describe('a proof of an earlier checkpoint', () => {
  it('raises nothing where the workspaces are where they were signed', async () => {
    expect(await proveAt(30)).toMatchObject({ leaf: { workspaceId: 'wsp_1', count: 10 } });
    expect(running.alarms.size).toBe(0);
  });

  it('raises history_altered where they are not, and is answered for the auditor to see', async () => {
    await store.tamper(`UPDATE evidence_workspace SET count = 9 WHERE workspace_id = 'wsp_1' AND count = 10`);
    expect(await proveAt(30)).toMatchObject({ leaf: { workspaceId: 'wsp_1', count: 9 } });
    expect(running.alarms.get('history_altered')).toEqual({ found: 'workspaces_differ', size: 30 });
    await store.append(1);
    await expect(running.evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
  });
});
