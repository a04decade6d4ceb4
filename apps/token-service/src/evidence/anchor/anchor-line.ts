import { type Checkpoint, readCheckpoint } from '@portcullis/history-proof';
import { z } from 'zod';

const lineSchema = z.object({ note: z.string() });

/** Ends a line that a crash cut short, so that it is known for what it is. */
export const TORN = '#torn';

export type AnchorLine =
  | { readonly kind: 'checkpoint'; readonly note: string; readonly checkpoint: Checkpoint }
  /** Empty, or cut by a crash and marked so. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'damaged' };

/** The line of a note, with its newline: JSON, so that the note's own newlines stay in it. */
export function formatAnchorLine(note: string): string {
  return `${JSON.stringify({ note })}\n`;
}

/** Whether its signature holds is not looked at here: an old line may be signed with a key that is gone. */
export function readAnchorLine(line: string): AnchorLine {
  if (line === '' || line.endsWith(TORN)) return { kind: 'nothing' };
  const note = noteOf(line);
  const checkpoint = note === undefined ? undefined : readCheckpoint(note);
  return note === undefined || !checkpoint ? { kind: 'damaged' } : { kind: 'checkpoint', note, checkpoint };
}

/** @returns undefined where the line is no JSON of ours. */
function noteOf(line: string): string | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data?.note;
  } catch {
    return undefined;
  }
}

