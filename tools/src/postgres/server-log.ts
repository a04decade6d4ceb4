import { createWriteStream } from 'node:fs';

/** The server's own output: to a file for whoever looks for a cause, and its newest lines at hand to name one. */
export class ServerLog {
  private readonly lines: string[] = [];
  private readonly file;

  constructor(path: string) {
    this.file = createWriteStream(path, { flags: 'w', mode: 0o600 });
    // A full disk must not take the keeper down: the server tells about it itself.
    this.file.on('error', () => undefined);
  }

  add(text: unknown): void {
    const message = String(text);
    this.file.write(message);
    this.lines.push(...message.split('\n').filter((line) => line.trim().length > 0));
    this.lines.splice(0, this.lines.length - 200);
  }

  text(): string {
    return this.lines.join('\n');
  }

  clear(): void {
    this.lines.length = 0;
  }
}
