import type { ServiceLog } from './service-log.js';

const MOST_CHARACTERS = 400;

/**
 * The line of a log that most likely says why a service ended: its newest plain line that is no stack frame, else the
 * message of its newest error record.
 */
export function lastWords(log: ServiceLog): string | undefined {
  const lines = [...log.lastLines(60)].reverse();
  const plain = lines.find((line) => !line.startsWith('{') && /^\S/.test(line) && !/^(at |Node\.js v|[}\])]|\(Use `node)/.test(line));
  const words = plain ?? lines.map(messageOfError).find((message) => message !== undefined);
  return words?.slice(0, MOST_CHARACTERS);
}

function messageOfError(line: string): string | undefined {
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    return (level === 'error' || level === 'fatal') && typeof msg === 'string' ? msg : undefined;
  } catch {
    return undefined;
  }
}
