import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceSettings } from './evidence-settings.js';

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new key and the place of an anchor file, in a folder that goes with the test's process. */
export function evidenceFiles(): EvidenceSettings {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-evidence-'));
  folders.push(folder);
  const keyFile = join(folder, 'checkpoint-key.pem');
  writeFileSync(keyFile, newKey(), { mode: 0o600 });
  return { keyFile, anchorFile: join(folder, 'checkpoints.log'), keyName: 'portcullis' };
}

/** An Ed25519 key in PEM. */
export function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
