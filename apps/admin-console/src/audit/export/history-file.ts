import { download } from '@portcullis/management-client';
import { lineReader } from './line-reader.js';
import { openSink } from './sink.js';

export type Format = 'ndjson' | 'csv';

export interface Wished {
  readonly format: Format;
  readonly workspaceId: string;
  /** '': of the whole workspace. */
  readonly tokenId: string;
}

export interface Progress {
  readonly events: number;
  readonly bytes: number;
  /** Events that there will be; undefined: the file does not say. */
  readonly of: number | undefined;
}

const MEDIA_TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;

/** The name that the service itself gives it. */
export const nameOf = ({ format, workspaceId, tokenId }: Wished): string => `history-${tokenId === '' ? workspaceId : tokenId}.${format}`;

/**
 * Writes the history to a file of the reader's choice, piece by piece as it comes; what breaks off or is stopped leaves none.
 *
 * @param tell how far it is, often
 * @throws what `download` throws; the signal's reason; a DOMException AbortError where no file was chosen
 */
export async function exportHistory(wished: Wished, signal: AbortSignal, tell: (progress: Progress) => void): Promise<Progress> {
  const sink = await openSink(nameOf(wished), MEDIA_TYPES[wished.format]);
  const lines = lineReader(wished.format);
  try {
    const query = { format: wished.format, ...(wished.tokenId !== '' && { tokenId: wished.tokenId }) };
    for await (const piece of download({ url: location.origin, signal }, { path: '/api/v1/events/export', query, mediaType: MEDIA_TYPES[wished.format] })) {
      await sink.write(piece);
      lines.read(piece);
      tell(lines.progress());
    }
    if (!lines.isWhole()) throw new CutFile('The export broke off.');
    await sink.close();
    return lines.progress();
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

/** The last line is not there, or what came last is no line: nothing was written. */
export class CutFile extends Error {
  override readonly name = 'CutFile';
}
