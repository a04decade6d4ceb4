import { download, type DownloadRequest } from '@portcullis/management-client';
import type { Connection } from '../session/connection.js';

/** A short text that the service answers as such. */
export async function fetchText({ access }: Connection, request: Omit<DownloadRequest, 'mediaType'>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of download(access, { ...request, mediaType: 'text/plain' })) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
