import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testKafkaCache } from '@portcullis/testing';

const run = promisify(execFile);
const REQUIREMENTS = fileURLToPath(new URL('../../schemathesis/requirements.txt', import.meta.url));
const INSTALL_WITHIN_MS = 300_000;

/** Where schemathesis is, or why it cannot be had on this machine. */
export type Schemathesis = { readonly command: string } | { readonly unavailable: string };

/** Installs the pinned schemathesis into a virtual environment in the user's cache, once for each set of requirements. */
export async function installSchemathesis(): Promise<Schemathesis> {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(testKafkaCache, `schemathesis-${wanted}`);
  const command = join(folder, 'bin/st');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return { command };
  try {
    rmSync(folder, { recursive: true, force: true });
    await mkdir(testKafkaCache, { recursive: true });
    await run('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
    await run(join(folder, 'bin/python'), pip, { timeout: INSTALL_WITHIN_MS });
    await writeFile(complete, '');
    return { command };
  } catch (error) {
    return { unavailable: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
  if (code === 'ENOENT') return 'no python3 on this machine';
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.find((line) => /^error|not (created|available)/i.test(line)) ?? lines.at(-1) ?? String(error);
}
