import { statfsSync } from 'node:fs';

/** What this user may still write to the disk that the folder is on, in bytes. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Whole megabytes (2^20 bytes), rounded down. */
export function megabytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}
