import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A token's first characters are its label and may be shown; nothing after them may. */
const LABEL_CHARACTERS = 12;
/** The first run prints this password, and commands with it, for the person who started it; nobody else does. */
const FIRST_PASSWORD = /^ {2}password +(\S+)/m;

/** What a process has printed. */
interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a secret was written: `file: the first characters of the secret`, for each file below the folder that is a log. */
export function secretsInLogs(dataFolder: string, secrets: readonly string[]): readonly string[] {
  const logs = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.log(\.\d+)?$/.test(name));
  if (logs.length === 0) throw new Error(`There are no logs in ${dataFolder}.`);
  return logs.flatMap((name) => secretsIn(name, readFileSync(join(dataFolder, name), 'utf8'), secrets));
}

/** The passwords that the data folder itself keeps, in files that only their owner can read. */
export function keptSecrets(dataFolder: string): readonly string[] {
  const record = JSON.parse(readFileSync(join(dataFolder, 'installation.json'), 'utf8')) as { rolePasswords: Record<string, string> };
  return [...Object.values(record.rolePasswords), readFileSync(join(dataFolder, 'postgres/superuser-password'), 'utf8')];
}

/** @throws where a log of the installation, or what its starts have printed, holds one of the secrets or one that it keeps itself */
export function refuseWrittenSecrets(dataFolder: string, outputs: readonly Output[], secrets: readonly string[]): void {
  const hasRun = existsSync(join(dataFolder, 'installation.json'));
  const all = hasRun ? [...secrets, ...keptSecrets(dataFolder)] : secrets;
  const inLogs = hasRun && existsSync(join(dataFolder, 'logs')) ? secretsInLogs(dataFolder, all) : [];
  const found = [...inLogs, ...outputs.flatMap((output) => secretsInOutput(output, all))];
  if (found.length > 0) throw new Error(`Secrets were written:\n${found.join('\n')}`);
}

function secretsInOutput({ stdout, stderr }: Output, secrets: readonly string[]): readonly string[] {
  const told = FIRST_PASSWORD.exec(stdout)?.[1];
  return [...secretsIn('stdout', stdout, secrets.filter((secret) => secret !== told)), ...secretsIn('stderr', stderr, secrets)];
}

function secretsIn(where: string, text: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => text.includes(essenceOf(secret))).map((secret) => `${where}: ${secret.slice(0, 6)}…`);
}

function essenceOf(secret: string): string {
  return /^pcl_(?:live|test)_/.test(secret) ? secret.slice(LABEL_CHARACTERS) : secret;
}
