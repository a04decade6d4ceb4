import { styleText } from 'node:util';
import { plainJson } from './plain.js';

/** A stream that is written to; the two of a process are. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

/** Where a command writes: results to stdout, everything else to stderr. */
export class Screen {
  /** The token whose secret the result holds, or the user whose password. */
  private owed: string | undefined;

  constructor(
    private readonly stdout: Output,
    private readonly stderr: Output,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Whether a person reads the results as they come. */
  get isRead(): boolean {
    return this.stdout.isTTY === true;
  }

  /** Whether a line on stderr can be written over. */
  get showsProgress(): boolean {
    return this.stderr.isTTY === true && this.env['TERM'] !== 'dumb';
  }

  /** Columns that a table of results may take; undefined: as many as it needs. */
  get width(): number | undefined {
    return this.isRead ? (this.stdout.columns ?? 80) : undefined;
  }

  get progressWidth(): number {
    return this.stderr.columns ?? 80;
  }

  /** Says that the result holds the secret of a token, or the password of a user, which is lost where it cannot be written. */
  owes(id: string): void {
    this.owed = id;
  }

  /** Of the token or user whose secret is lost with the result. */
  get lostWithResult(): string | undefined {
    return this.owed;
  }

  /** A line of the result. */
  line(text: string): void {
    this.stdout.write(`${text}\n`);
  }

  /** The same without results, for what was printed as JSON already. */
  withoutResult(): Screen {
    return new Screen({ write: () => true }, this.stderr, this.env);
  }

  /** A line about it. */
  note(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  /** Writes over the line that was written last by this; an empty text takes it away. */
  progress(text: string): void {
    this.stderr.write(`\r\u001b[K${text}`);
  }

  json(body: unknown): void {
    this.line(plainJson(body));
  }

  /** Of a part of a line of the result. */
  styled(style: Style, text: string): string {
    return this.hasColour(this.stdout) ? styleText(style, text, { validateStream: false }) : text;
  }

  styledNote(style: Style, text: string): string {
    return this.hasColour(this.stderr) ? styleText(style, text, { validateStream: false }) : text;
  }

  /** https://no-color.org: set and not empty. */
  private hasColour(stream: Output): boolean {
    return stream.isTTY === true && !this.env['NO_COLOR'] && this.env['TERM'] !== 'dumb';
  }
}
