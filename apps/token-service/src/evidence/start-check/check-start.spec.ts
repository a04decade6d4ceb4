import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openCheckpoint, verifyConsistency } from '@portcullis/history-proof';
import { eventually } from '@portcullis/testing';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evidenceFiles, newKey } from '../evidence-files.spec-kit.js';
import { EvidenceStore, openEvidence, type RunningEvidence } from '../evidence-store.spec-kit.js';
import { renewStore } from '../renew-store/renew-store.js';

let store: EvidenceStore;
let settings: ReturnType<typeof evidenceFiles>;
beforeEach(async () => {
  store = await EvidenceStore.open();
  settings = evidenceFiles();
});
afterEach(() => store.drop());

/** Starts, does what is asked, and stops. */
async function life<T>(work: (running: RunningEvidence) => Promise<T>): Promise<T> {
  const running = await openEvidence(store, settings);
  try {
    return await work(running);
  } finally {
    await running.stop();
  }
}
const signNow = (running: RunningEvidence) => running.evidence.checkpoints.fresh();
const start = (): Promise<readonly string[]> => life((running) => Promise.resolve(running.warnings));

async function refusal(): Promise<string> {
  const error: unknown = await start().then(() => undefined, (reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'StartRefused' });
  const { message } = error as Error;
  expect(message).not.toContain('\n');
  return message;
}

describe('a start', () => {
  beforeEach(async () => {
    await store.append(300);
    await life(signNow);
  });

  it('goes on where the history is the one that was signed, whatever came since', async () => {
    await store.append(5);
    expect(await start()).toEqual([]);
    expect(await life(signNow)).toMatchObject({ size: 305 });
  });

  it('makes the tree again where the database lost the last of it, and finds it as it was signed', async () => {
    await store.tamper('DELETE FROM evidence_tile', 'DELETE FROM evidence_workspace', 'UPDATE evidence_tree SET size = 0');
    expect(await start()).toEqual([]);
  });

  it('is refused on a store that was restored from an older backup: fewer events than were signed', async () => {
    await store.backup();
    await store.append(10);
    await life(signNow);
    await store.restore();
    const line = await refusal();
    expect(line).toContain('The event store holds 300 events, and 310 were signed: it was restored from an older backup');
    expect(line).toContain('token-service store renew');
    expect(line).toContain('backup');
  });

  it('is refused on a store that was restored and has gone on: as many events, and other ones', async () => {
    await store.backup();
    await store.append(10);
    await life(signNow);
    await store.restore();
    await store.append(20);
    expect(await refusal()).toContain('The first 310 events of the event store are not those that were signed (anchor file)');
  });

  it('is refused on a restored store too where the lines of another store, which shared the file, hide what was signed', async () => {
    await store.backup();
    await store.append(10);
    await life(signNow);
    await store.restore();
    appendFileSync(settings.anchorFile, readFileSync(settings.anchorFile, 'utf8').replaceAll(/sto_\w+/g, 'sto_other').repeat(100));
    expect(await refusal()).toContain('The event store holds 300 events, and 310 were signed');
  });

  it('is refused where the whole log was rewritten and signed again with our own key: the anchor file holds the earlier checkpoint, as does who kept one', async () => {
    const earlier = JSON.parse(readFileSync(settings.anchorFile, 'utf8')) as { note: string };
    const rewrite = `UPDATE event SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'TokenIssued', 'TokenVanish'), 'UTF8') WHERE position = 9`;
    await store.tamper(rewrite, 'DELETE FROM evidence_tile', 'DELETE FROM evidence_workspace', 'DELETE FROM evidence_checkpoint', 'UPDATE evidence_tree SET size = 0');
    const elsewhere = { ...settings, anchorFile: `${settings.anchorFile}.other` };
    await store.append(1);
    const other = await openEvidence(store, elsewhere);
    const forged = openCheckpoint((await signNow(other)).note, other.evidence.checkpoints.vkey);
    const kept = openCheckpoint(earlier.note, other.evidence.checkpoints.vkey);
    const proof = await other.evidence.proofs.consistency(300, 301);
    await other.stop();
    if (forged.outcome !== 'opened' || kept.outcome !== 'opened') throw new Error('not opened');
    expect(verifyConsistency({ oldSize: 300, oldRoot: kept.checkpoint.root, size: 301, root: forged.checkpoint.root, proof })).toBe(false);
    expect(await refusal()).toContain('The first 300 events of the event store are not those that were signed (anchor file)');
  });

  it.each([
    ['one of the newest events was changed', `UPDATE event SET bytes = convert_to('{}', 'UTF8') WHERE position = 299`, 'The event at position 299 is not the one that was hashed'],
    ['one of the newest events was deleted', 'DELETE FROM event WHERE position = 150', 'The event at position 150 is missing'],
    ['a tile was changed', `UPDATE evidence_tile SET hashes = set_byte(hashes, 5, 255 - get_byte(hashes, 5)) WHERE level = 0 AND tile_index = 1`, 'The first 300 events of the event store are not those that were signed'],
    ['a tile was deleted', 'DELETE FROM evidence_tile WHERE level = 1', 'The evidence in the database was changed (tile_altered)'],
    ['the newest checkpoint says something else', `UPDATE evidence_checkpoint SET note = replace(note, E'\\n300\\n', E'\\n299\\n')`, 'The checkpoint kept for 300 events is not signed by the key in CHECKPOINT_KEY_FILE'],
  ])('is refused where %s', async (_what, statement, line) => {
    await store.tamper(statement);
    expect(await refusal()).toContain(line);
  });

  it('is refused with another key than the one that signed', async () => {
    writeFileSync(settings.keyFile, newKey());
    expect(await refusal()).toContain('is not signed by the key in CHECKPOINT_KEY_FILE (other_key); put the key back');
  });

  it('is refused with a damaged line in the anchor file, and says where', async () => {
    const { length } = readFileSync(settings.anchorFile);
    appendFileSync(settings.anchorFile, '{"note":"none"}\n');
    expect(await refusal()).toContain(`the line that begins at byte ${length} of ${settings.anchorFile} is damaged; put the file back as it was`);
  });

  it('marks a last line that a crash cut short, and goes on', async () => {
    appendFileSync(settings.anchorFile, '{"note":"portcullis/sto');
    expect(await start()).toEqual([expect.stringContaining('was cut short')]);
    expect(await start()).toEqual([]);
    await store.append(1);
    expect(await life(signNow)).toMatchObject({ size: 301 });
    expect(readFileSync(settings.anchorFile, 'utf8').split('\n').map((line) => line.slice(0, 8))).toEqual(['{"note":', '{"note":', '{"note":', '']);
    expect(await start()).toEqual([]);
  });

  it('notes the newest checkpoint in an anchor file that does not hold it, as another host’s or a new one does', async () => {
    const noted = readFileSync(settings.anchorFile, 'utf8');
    rmSync(settings.anchorFile);
    expect(await start()).toEqual([expect.stringContaining('did not hold the newest checkpoint')]);
    expect(readFileSync(settings.anchorFile, 'utf8')).toBe(noted);
  });

  it('goes on where the newest checkpoint cannot be noted, and notes it once it can', async () => {
    const away = `${dirname(settings.anchorFile)}/unmounted`;
    const noted = readFileSync(settings.anchorFile, 'utf8');
    settings = { ...settings, anchorFile: join(away, 'checkpoints.log') };
    await life(async (running) => {
      expect(running.warnings).toContainEqual(expect.stringContaining('could not be written'));
      running.evidence.onApplicationBootstrap();
      await eventually(() => { expect(running.alarms.has('checkpoint_not_signed')).toBe(true); });
      await expect(signNow(running)).rejects.toMatchObject({ code: 'checkpoint_not_signed' });
      mkdirSync(away);
      await eventually(() => { expect(running.alarms.has('checkpoint_not_signed')).toBe(false); });
      expect(readFileSync(settings.anchorFile, 'utf8')).toBe(noted);
    });
  });

  it('goes on after a signing that a full disk cut short: the next one is signed, noted and found', async () => {
    await store.append(1);
    await life(async (running) => {
      appendFileSync(settings.anchorFile, '{"note":"portcullis/sto');
      expect(await signNow(running)).toMatchObject({ size: 301 });
    });
    expect(await start()).toEqual([]);
  });

  it('goes on after the store was renewed: the events that are there begin a new history, and old checkpoints stay what they were', async () => {
    await store.backup();
    await store.append(10);
    const old = await life(signNow);
    await store.restore();
    const renewed = await store.evidence.transaction(renewStore);
    expect(renewed).toMatchObject({ formerStoreId: old.storeId, events: 300 });
    expect(await start()).toEqual([`${settings.anchorFile} ends with the store ${old.storeId} at 310 events, and this store is ${renewed.storeId}: it was renewed, or is another one`]);
    const fresh = await life(signNow);
    expect(fresh).toMatchObject({ storeId: renewed.storeId, size: 300 });
    expect(await start()).toEqual([]);
    await life(async ({ evidence: { proofs, checkpoints } }) => {
      expect(await proofs.checkpoint(310)).toBeUndefined();
      expect(openCheckpoint(old.note, checkpoints.vkey)).toMatchObject({ outcome: 'opened', checkpoint: { storeId: old.storeId, size: 310 } });
    });
    expect(await store.database.query('SELECT store_id, size FROM evidence_checkpoint ORDER BY signed_at')).toEqual([
      { store_id: old.storeId, size: '300' },
      { store_id: renewed.storeId, size: '300' },
    ]);
  });

  it('of a store however big is renewed in a moment: no row is deleted by itself', async () => {
    await store.tamper(
      `CREATE FUNCTION one_by_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a row was deleted by itself'; END $$`,
      ...['evidence_tile', 'evidence_workspace'].map((table) => `CREATE TRIGGER no_delete BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION one_by_one()`),
    );
    expect(await store.evidence.transaction(renewStore)).toMatchObject({ events: 300 });
    expect(await life(signNow)).toMatchObject({ size: 300 });
  });

  it('with a new key needs a renewed store', async () => {
    writeFileSync(settings.keyFile, newKey());
    await store.evidence.transaction(renewStore);
    expect(await life(signNow)).toMatchObject({ size: 300 });
  });
});

describe('the key of checkpoints', () => {
  it.each([
    ['is missing', () => { rmSync(settings.keyFile); }, /^CHECKPOINT_KEY_FILE: there is no file .*checkpoint-key\.pem; put the key back that signed so far, or make one with: openssl genpkey/],
    ['can be read by others', () => { chmodSync(settings.keyFile, 0o640); }, /^CHECKPOINT_KEY_FILE: others than its owner may read .*chmod 600/],
    ['is no key', () => { writeFileSync(settings.keyFile, 'secret text'); }, /^CHECKPOINT_KEY_FILE: .* holds no private key in PEM/],
    ['is a folder', () => { settings = { ...settings, keyFile: '/tmp' }; }, /^CHECKPOINT_KEY_FILE: \/tmp is no file\.$/],
    ['is another kind of key', () => { writeFileSync(settings.keyFile, OF_ANOTHER_KIND); }, /^CHECKPOINT_KEY_FILE: .* holds another key than an Ed25519 one\.$/],
  ])('that %s stops the start in one line, which quotes nothing of it', async (_what, spoil, line) => {
    spoil();
    const message = await refusal();
    expect(message).toMatch(line);
    expect(message).not.toContain('secret text');
    expect(existsSync(settings.anchorFile)).toBe(false);
  });
});

const OF_ANOTHER_KIND = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VuBCIEIHBzHfFRcIIqRYdmNvNYzoTJa04gO28NqNEmK5lb5YZa
-----END PRIVATE KEY-----
`;
