import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './error-facts.js';

/** What token-service has to be told of the key that signs checkpoints, and of the file that notes them. */
export interface CheckpointFiles {
  readonly CHECKPOINT_KEY_FILE: string;
  readonly CHECKPOINT_ANCHOR_FILE: string;
}

/** The files in a folder; the key is drawn where neither it nor a noted checkpoint is there. A key that was lost is token-service's to complain of: another one would not open what it signed. */
export function checkpointFiles(folder: string): CheckpointFiles {
  const files = { CHECKPOINT_KEY_FILE: join(folder, 'checkpoint-key.pem'), CHECKPOINT_ANCHOR_FILE: join(folder, 'checkpoints.log') };
  if (!existsSync(files.CHECKPOINT_KEY_FILE) && !existsSync(files.CHECKPOINT_ANCHOR_FILE)) drawKey(files.CHECKPOINT_KEY_FILE);
  return files;
}

/** An Ed25519 key (PKCS#8, PEM), readable by its owner alone; whole, or not at all. */
function drawKey(path: string): void {
  const unfinished = `${path}.${randomUUID()}`;
  const file = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    fsyncSync(file);
    linkSync(unfinished, path);
  } catch (error) {
    // Somebody else drew one meanwhile, which serves as well.
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    closeSync(file);
    unlinkSync(unfinished);
  }
}
