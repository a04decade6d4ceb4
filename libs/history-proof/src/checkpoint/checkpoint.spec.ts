import { describe, expect, it } from '@jest/globals';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { type Checkpoint, checkpointSigner, type CheckpointSigner, openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint.js';
import { signNote } from './signed-note.js';
import { parseVerifierKey } from './verifier-key.js';

const newSigner = (name = 'portcullis'): CheckpointSigner => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return checkpointSigner(name, privateKey, publicKey);
};
const signer = newSigner();
const checkpoint: Checkpoint = { storeId: 'sto_1', size: 7, root: Buffer.alloc(32, 1), workspacesRoot: Buffer.alloc(32, 2), time: '2026-11-23T19:00:00.000Z' };
const note = signCheckpoint(checkpoint, signer);

describe('a checkpoint', () => {
  it('is written as the tools of C2SP read it: the example key of Go’s sumdb note has our id and our form', () => {
    // golang.org/x/mod/sumdb/note, the package's example: PeterNeumann's key.
    const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const key = parseVerifierKey(vkey);
    expect(key).toMatchObject({ name: 'PeterNeumann', id: 'c74f20a3' });
    const text = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replaceAll('’', "'");
    const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    // Its signature holds; what it says is no checkpoint of ours.
    expect(openCheckpoint(signed, vkey)).toEqual({ outcome: 'refused', reason: 'not_a_checkpoint' });
    expect(openCheckpoint(signed.replace('think', 'thank'), vkey)).toEqual({ outcome: 'refused', reason: 'wrong_signature' });
    expect(note).toMatch(/^portcullis\/sto_1\n7\nAQEB[^\n]+=\nworkspaces AgIC[^\n]+=\ntime 2026-11-23T19:00:00\.000Z\n\n— portcullis [A-Za-z0-9+/]+=*\n$/);
  });

  it('opens by its key as it was signed, also beside signatures of others, and is the same each time', () => {
    expect(openCheckpoint(note, signer.vkey)).toEqual({ outcome: 'opened', checkpoint });
    expect(signCheckpoint(checkpoint, signer)).toBe(note);
    const witnessed = `${note}${signCheckpoint(checkpoint, newSigner('witness')).split('\n\n')[1] ?? ''}`;
    expect(openCheckpoint(witnessed, signer.vkey)).toEqual({ outcome: 'opened', checkpoint });
    expect(openCheckpoint(note, `${signer.vkey}\n`)).toMatchObject({ outcome: 'opened' });
    expect(readCheckpoint(note)).toEqual(checkpoint);
  });

  it.each([
    ['signed by another key', signCheckpoint(checkpoint, newSigner()), 'other_key'],
    ['signed under another name', signCheckpoint(checkpoint, newSigner('other')), 'other_key'],
    ['of another size than was signed', note.replace('\n7\n', '\n8\n'), 'wrong_signature'],
    ['with a line more', note.replace('\n\n', '\nmore\n\n'), 'wrong_signature'],
    ['with a signature cut short', `${note.slice(0, -10)}\n`, 'malformed'],
    ['without its last newline', note.slice(0, -1), 'malformed'],
    ['without a signature', note.split('—')[0] ?? '', 'malformed'],
    ['with a carriage return', note.replace('\n', '\r\n'), 'malformed'],
    ['that is empty', '', 'malformed'],
    ['of half a surrogate pair', note.replace('sto_1', 'sto_\uD800'), 'malformed'],
  ])('%s is refused', (_what, altered, reason) => {
    expect(openCheckpoint(altered, signer.vkey)).toEqual({ outcome: 'refused', reason });
  });

  it.each([
    ['another origin', 'elsewhere/sto_1\n7\n'],
    ['a size with a leading zero', 'portcullis/sto_1\n07\n'],
    ['a size beyond what can be counted', `portcullis/sto_1\n${'9'.repeat(20)}\n`],
    ['no store', 'portcullis/\n7\n'],
  ])('with %s is none, even where its signature holds', (_what, beginning) => {
    const body = `${beginning}${note.split('\n').slice(2, 5).join('\n')}\n`;
    expect(openCheckpoint(signNote(body, signer.key, signer.privateKey), signer.vkey)).toEqual({ outcome: 'refused', reason: 'not_a_checkpoint' });
  });

  it('of a later version, with lines that nobody knows yet, is read', () => {
    const body = `${note.split('\n').slice(0, 5).join('\n')}\nlater thing\n`;
    expect(openCheckpoint(signNote(body, signer.key, signer.privateKey), signer.vkey)).toEqual({ outcome: 'opened', checkpoint });
  });

  it.each([
    ['nothing', ''],
    ['a name alone', 'portcullis'],
    ['the id of another key', signer.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['the name of another key', signer.vkey.replace('portcullis', 'other')],
    ['more bytes than a key has', `${signer.vkey}AA`],
    // The first byte says the algorithm: 0x01, and so `AQ` at the beginning.
    ['another algorithm', signer.vkey.replace(/(\+[0-9a-f]{8}\+)A./, '$1Ag')],
  ])('opens by no key that is none: %s', (_what, vkey) => {
    expect(openCheckpoint(note, vkey)).toEqual({ outcome: 'refused', reason: 'malformed_key' });
  });

  it('is signed by no other kind of key, and under no name that a note cannot carry', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    expect(() => checkpointSigner('portcullis', rsa.privateKey, rsa.publicKey)).toThrow(TypeError);
    const ed25519 = createPrivateKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => checkpointSigner('two words', ed25519, createPublicKey(ed25519))).toThrow(TypeError);
  });
});
