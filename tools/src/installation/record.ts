import { randomBytes } from 'node:crypto';
import { readPrivateJson, writePrivateJson } from './private-file.js';

/** The services that have a database of their own, by the name of their role in PostgreSQL. */
export const ROLES = ['token_service', 'inventory'] as const;
export type Role = (typeof ROLES)[number];

/** What a data folder's first run drew and did. */
export interface InstallationRecord {
  readonly rolePasswords: Readonly<Record<Role, string>>;
  /** Absent before the first run has begun to make it. */
  readonly workspace?: FirstWorkspace;
}

export interface FirstWorkspace {
  readonly email: string;
  /** Whether the first run came to its end: workspace, owner and inventory are there, and the person was told. */
  readonly complete: boolean;
}

/** Reads the record, or draws a new one for a new folder. */
export function loadRecord(path: string): InstallationRecord {
  const kept = readPrivateJson(path) as InstallationRecord | undefined;
  if (kept !== undefined) return kept;
  const drawn = { rolePasswords: { token_service: drawPassword(), inventory: drawPassword() } };
  writePrivateJson(path, drawn);
  return drawn;
}

export function saveWorkspace(path: string, workspace: FirstWorkspace): void {
  writePrivateJson(path, { ...loadRecord(path), workspace });
}

function drawPassword(): string {
  return randomBytes(24).toString('base64url');
}
