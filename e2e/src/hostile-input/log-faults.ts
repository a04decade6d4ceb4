import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines of the services' logs that a request, whatever it is, must not be able to cause: errors, and anything that is not a record. */
export function faultsInLogs(dataFolder: string): readonly string[] {
  return ['token-service', 'inventory-public-api'].flatMap((service) =>
    readFileSync(join(dataFolder, 'logs', `${service}.log`), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && isFault(line))
      .map((line) => `${service}: ${line.slice(0, 500)}`),
  );
}

function isFault(line: string): boolean {
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    return level === 'error' || level === 'fatal';
  } catch {
    return true;
  }
}
