import type { Readable } from 'node:stream';
import type { Texts } from '../messages/texts.js';
import type { Screen } from '../terminal/screen.js';

/** What a command works with. */
export interface Context {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
  readonly screen: Screen;
  readonly texts: Texts;
  /** Gives up what is under way. */
  readonly signal: AbortSignal;
}
