import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { type CheckpointSigner, checkpointSigner } from '@portcullis/history-proof';
import { StartRefused } from '@portcullis/service-kit';

/** Whatever the group or others may do with it. */
const FOR_OTHERS = 0o077;
/** The same, but that the group may read. */
const BEYOND_THE_GROUP = 0o037;

/**
 * Reads the key that signs checkpoints: Ed25519, PKCS#8, PEM.
 *
 * @throws StartRefused in one line, which quotes nothing of the file.
 */
export function readCheckpointKey(file: string, name: string): CheckpointSigner {
  const privateKey = parseKey(file, readOwnFile(file));
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new StartRefused(`CHECKPOINT_KEY_FILE: ${file} holds another key than an Ed25519 one.`);
  return checkpointSigner(name, privateKey, createPublicKey(privateKey));
}

/** Looks at the file it reads, not at one that stood there a moment ago. */
function readOwnFile(file: string): string {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? `there is no file ${file}; put the key back that signed so far, or make one with: openssl genpkey -algorithm ed25519 -out ${file} && chmod 600 ${file}` : `${file} cannot be read (${code ?? 'unknown error'}).`;
    throw new StartRefused(`CHECKPOINT_KEY_FILE: ${what}`);
  }
  try {
    const status = fstatSync(opened);
    if (!status.isFile()) throw new StartRefused(`CHECKPOINT_KEY_FILE: ${file} is no file.`);
    if (isForOthers(status, process.getuid?.())) throw new StartRefused(`CHECKPOINT_KEY_FILE: others than its owner may read ${file}, or write it; allow it to its owner alone: chmod 600 ${file}`);
    return readFileSync(opened, 'utf8');
  } finally {
    closeSync(opened);
  }
}

/**
 * Whether others than this process may read the key, or write it. An orchestrator's secret belongs to root, and a process
 * of another user reads it through its group, which is then its own (Kubernetes' fsGroup, mode 0440).
 *
 * @param processUid undefined where the platform has none.
 */
export function isForOthers({ mode, uid }: { readonly mode: number; readonly uid: number }, processUid: number | undefined): boolean {
  return (mode & (uid === processUid ? FOR_OTHERS : BEYOND_THE_GROUP)) !== 0;
}

function parseKey(file: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new StartRefused(`CHECKPOINT_KEY_FILE: ${file} holds no private key in PEM (PKCS#8, Ed25519).`);
  }
}
