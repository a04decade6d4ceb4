import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { evidenceFiles } from '../evidence-files.spec-kit.js';
import { EvidenceStore, openEvidence, type RunningEvidence } from '../evidence-store.spec-kit.js';

const EVENTS = 1_400;
let store: EvidenceStore;
let settings: ReturnType<typeof evidenceFiles>;
let running: RunningEvidence | undefined;
beforeEach(async () => {
  store = await EvidenceStore.open();
  settings = evidenceFiles();
  for (const more of [600, 500, 300]) {
    await store.append(more);
    const life = await openEvidence(store, settings);
    await life.evidence.checkpoints.fresh();
    await life.stop();
  }
});
afterEach(async () => {
  await running?.stop();
  await store.drop();
});

async function verified(meanwhile: () => unknown = () => undefined): Promise<RunningEvidence> {
  running = await openEvidence(store, settings);
  await meanwhile();
  running.evidence.onApplicationBootstrap();
  return running;
}

/** What the verification finds; nothing is signed from then on, and the process lives. */
async function finding(): Promise<object | undefined> {
  const { evidence, alarms } = await verified();
  await eventually(() => { expect(alarms.has('history_altered')).toBe(true); });
  await store.append(1);
  await expect(evidence.checkpoints.fresh()).rejects.toMatchObject({ code: 'history_altered' });
  expect(evidence.health()).toMatchObject({ status: 'alarm', details: { broken: alarms.get('history_altered') } });
  return alarms.get('history_altered');
}

describe('the verification in the background', () => {
  it('comes to its end where everything is as it was, and says how far it is', async () => {
    const { evidence, alarms } = await verified();
    await eventually(() => { expect(evidence.health()).toMatchObject({ details: { verification: { verified: EVENTS, of: EVENTS, complete: true } } }); });
    expect(alarms.size).toBe(0);
  });

  it.each([
    ['an old event that was altered', `UPDATE event SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'TokenIssued', 'TokenVanish'), 'UTF8') WHERE position = 77`, { found: 'event_altered', position: 77 }],
    ['an old event that was deleted', 'DELETE FROM event WHERE position = 78', { found: 'event_missing', position: 78 }],
    ['two old events that changed places', 'UPDATE event SET bytes = (SELECT bytes FROM event AS other WHERE other.position = 161 - event.position) WHERE position IN (80, 81)', { found: 'event_altered', position: 80 }],
    ['an altered hash of an event', 'UPDATE evidence_tile SET hashes = set_byte(hashes, 32 * 9, 255 - get_byte(hashes, 32 * 9)) WHERE level = 0 AND tile_index = 0', { found: 'event_altered', position: 10 }],
    ['a missing tile', 'DELETE FROM evidence_tile WHERE level = 0 AND tile_index = 1', { found: 'tile_altered', level: 0, index: 1 }],
    ['an altered earlier checkpoint', `UPDATE evidence_checkpoint SET note = replace(note, E'\\n600\\n', E'\\n601\\n') WHERE size = 600`, { found: 'checkpoint_altered', size: 600, where: 'checkpoint' }],
    ['an earlier checkpoint put in another’s place', 'UPDATE evidence_checkpoint SET note = (SELECT note FROM evidence_checkpoint WHERE size = 600) WHERE size = 1100', { found: 'checkpoint_altered', size: 1_100, where: 'checkpoint' }],
  ])('finds %s', async (_what, statement, found) => {
    await store.tamper(statement);
    expect(await finding()).toEqual(found);
  });

  it('finds a damaged line of the anchor file above the end that the start reads', async () => {
    const [first = '', second = '', third = ''] = readFileSync(settings.anchorFile, 'utf8').split('\n');
    writeFileSync(settings.anchorFile, `${first}\n${second.slice(0, 40)}\n${'\n'.repeat(70_000)}${third}\n`);
    expect(await finding()).toEqual({ found: 'anchor_damaged', line: 2 });
  });

  it('finds that more was signed than there is, by a line of the anchor file above the end that the start reads', async () => {
    const earlier = readFileSync(settings.anchorFile, 'utf8');
    await store.backup();
    await store.append(10);
    const life = await openEvidence(store, settings);
    await life.evidence.checkpoints.fresh();
    await life.stop();
    await store.restore();
    writeFileSync(settings.anchorFile, `${readFileSync(settings.anchorFile, 'utf8')}${'\n'.repeat(70_000)}${earlier}`);
    expect(await finding()).toEqual({ found: 'events_lost', signed: EVENTS + 10, stored: EVENTS });
  });

  it('passes over a last line of the anchor file that was cut short', async () => {
    const { evidence, alarms } = await verified(() => { appendFileSync(settings.anchorFile, '{"note":"portcullis/sto'); });
    await eventually(() => { expect(evidence.health()).toMatchObject({ details: { verification: { complete: true } } }); });
    expect(alarms.has('history_altered')).toBe(false);
  });

  it('waits for the tree of a store that had none, as after an upgrade, and compares all of it', async () => {
    await store.tamper('DELETE FROM evidence_tile', 'DELETE FROM evidence_workspace', 'DELETE FROM evidence_checkpoint', 'UPDATE evidence_tree SET size = 0');
    writeFileSync(settings.anchorFile, '');
    const { evidence } = await verified();
    await eventually(() => { expect(evidence.health()).toMatchObject({ details: { verification: { complete: true } } }); });
    expect(evidence.health()).toMatchObject({ details: { verification: { verified: EVENTS, of: EVENTS } } });
  });

  it('is begun again after the database failed it, until it has come to its end', async () => {
    const { evidence, alarms, warnings } = await verified(() => store.database.query('ALTER TABLE event RENAME TO event_away'));
    await eventually(() => { expect(warnings).toContainEqual(expect.stringContaining('could not be verified')); });
    await store.database.query('ALTER TABLE event_away RENAME TO event');
    await eventually(() => { expect(evidence.health()).toMatchObject({ details: { verification: { verified: EVENTS, complete: true } } }); });
    expect(alarms.has('history_altered')).toBe(false);
  });

  it('finds in the anchor file an early checkpoint that our key did not sign', async () => {
    const [first = '', ...others] = readFileSync(settings.anchorFile, 'utf8').split('\n');
    writeFileSync(settings.anchorFile, [first.replace('\\n600\\n', '\\n599\\n'), '\n'.repeat(70_000), ...others].join('\n'));
    expect(await finding()).toEqual({ found: 'checkpoint_altered', size: 599, where: 'anchor' });
  });
});
