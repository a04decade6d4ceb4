import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a secret was written: `file: the first characters of the secret`, for each file below the folder that is a log. */
export function secretsInLogs(dataFolder: string, secrets: readonly string[]): readonly string[] {
  const logs = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.log(\.\d+)?$/.test(name));
  if (logs.length === 0) throw new Error(`There are no logs in ${dataFolder}.`);
  return logs.flatMap((name) => {
    const text = readFileSync(join(dataFolder, name), 'utf8');
    return secrets.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret.slice(0, 6)}…`);
  });
}

/** The passwords that the data folder itself keeps, in files that only their owner can read. */
export function keptSecrets(dataFolder: string): readonly string[] {
  const record = JSON.parse(readFileSync(join(dataFolder, 'installation.json'), 'utf8')) as { rolePasswords: Record<string, string> };
  return [...Object.values(record.rolePasswords), readFileSync(join(dataFolder, 'postgres/superuser-password'), 'utf8')];
}
