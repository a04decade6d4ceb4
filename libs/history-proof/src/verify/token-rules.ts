import type { EnvelopeHead } from '../chain/envelope-head.js';
import type { ExportedEvent } from '../export/format.js';
import { leafHash } from '../tree/hash.js';
import { verifyInclusion } from '../tree/inclusion.js';
import type { Finding } from './finding.js';
import type { Committed, HistoryRules } from './history-rules.js';
import { proofHashes } from './workspace-proof.js';

/**
 * A token's history: its two streams from their beginning, each event proved to be in the checkpoint's tree. What may have
 * come after the last of them no checkpoint says.
 */
export class TokenRules implements HistoryRules {
  private readonly versions: Map<string, number>;
  private workspaceId: string | undefined;

  constructor(private readonly committed: Committed) {
    const { id } = committed.header.scope;
    this.versions = new Map([`token/${id}`, `usage/${id}`].map((stream) => [stream, 0]));
  }

  begin(): undefined {
    return undefined;
  }

  take({ stream, version, workspaceId, position }: EnvelopeHead, { bytes, proof }: ExportedEvent): Finding | undefined {
    const before = this.versions.get(stream);
    if (before === undefined) return { code: 'other_token', stream };
    if (version !== before + 1) return { code: 'version_gap', expected: before + 1, found: version };
    this.versions.set(stream, version);
    this.workspaceId ??= workspaceId;
    if (workspaceId !== this.workspaceId) return { code: 'other_workspace', workspaceId };
    const { size, root } = this.committed.checkpoint;
    const isIn = proof !== null && verifyInclusion({ leafHash: leafHash(bytes), index: position - 1, size, root, proof: proofHashes(proof) });
    return isIn ? undefined : { code: 'not_in_checkpoint' };
  }

  /** A token that was never issued has no history. */
  finish(): Finding | undefined {
    return this.versions.get(`token/${this.committed.header.scope.id}`) === 0 ? { code: 'nothing_proved' } : undefined;
  }
}
