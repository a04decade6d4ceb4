import { Injectable } from '@nestjs/common';
import type { Query } from '@portcullis/event-store';
import { type Continuation, endLine, eventLine, type ExportHeader, type ExportScope, headerLine, type ProofText, type WorkspaceProof } from '@portcullis/history-proof';
import { queryOf } from '@portcullis/service-database';
import { notFound, Problem } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import type { KeptCheckpoint } from '../../evidence/checkpoints/kept-checkpoints.js';
import { base64 } from '../../evidence/answers/note.js';
import { Checkpoints } from '../../evidence/checkpoints/checkpoints.js';
import { Proofs } from '../../evidence/proofs/proofs.js';
import { csvHeader, csvLines } from './event-csv.js';
import { historyOfToken, historyOfWorkspace, type StoredEvent } from './stored-history.js';

/** Proofs of a token's events that are asked for at once. */
const PROOFS_AT_ONCE = 8;

/** Whose history, as it was when asked for. */
export interface ExportOrder {
  readonly workspaceId: string;
  readonly tokenId: string | undefined;
  readonly previousSize: number | undefined;
}

/** Pieces of a file. */
export type Pieces = AsyncGenerator<string | Buffer>;

/** Writes the history of a workspace or of a token, a page at a time, up to a checkpoint that is signed for it. */
@Injectable()
export class HistoryExports {
  private readonly query: Query;

  constructor(
    dataSource: DataSource,
    private readonly checkpoints: Checkpoints,
    private readonly proofs: Proofs,
  ) {
    this.query = queryOf(dataSource.manager);
  }

  /**
   * The file of docs/history-export.md. What stands before the first event is made before this resolves.
   *
   * @throws Problem 404 where no checkpoint of the earlier size was kept, 503 where nothing is signed
   */
  async ndjson({ workspaceId, tokenId, previousSize }: ExportOrder): Promise<Pieces> {
    const earlier = previousSize === undefined ? undefined : await this.kept(previousSize);
    const checkpoint = await this.newestSigned();
    const workspaceProof = tokenId === undefined ? await this.workspace(workspaceId, checkpoint) : null;
    const scope: ExportScope = tokenId === undefined ? { type: 'workspace', id: workspaceId } : { type: 'token', id: tokenId };
    const previous = earlier ? await this.continuation(earlier, checkpoint, tokenId === undefined ? workspaceId : undefined) : null;
    const header = { scope, storeId: checkpoint.storeId, checkpoint: checkpoint.note, workspace: workspaceProof, previous };
    return this.lines(header, this.pages(workspaceId, tokenId, checkpoint.size), checkpoint.size);
  }

  /** The same events for people: RFC 4180, the newest checkpoint and its proofs left out. */
  async csv({ workspaceId, tokenId }: ExportOrder): Promise<Pieces> {
    const { size } = await this.newestSigned();
    return csvOf(this.pages(workspaceId, tokenId, size));
  }

  private async *lines(header: ExportHeader, pages: AsyncIterable<readonly StoredEvent[]>, size: number): Pieces {
    yield headerLine(header);
    let events = 0;
    let last: StoredEvent | undefined;
    for await (const page of pages) {
      const proofs = header.scope.type === 'token' ? await this.inclusions(page, size) : [];
      yield Buffer.concat(page.map(({ origin, bytes }, at) => eventLine({ origin, proof: proofs[at] ?? null, bytes })));
      events += page.length;
      last = page.at(-1);
    }
    // Only who has come so far has written all: without this line the file is cut.
    yield endLine({ events, lastProof: last && header.scope.type === 'workspace' ? await this.inclusion(last, size) : null });
  }

  private pages(workspaceId: string, tokenId: string | undefined, size: number): AsyncGenerator<readonly StoredEvent[]> {
    return tokenId === undefined ? historyOfWorkspace(this.query, workspaceId, size) : historyOfToken(this.query, tokenId, size);
  }

  /** Where nothing can be signed, what was signed before goes on to prove what it proves: it is asked for on that very day. */
  private async newestSigned(): Promise<KeptCheckpoint> {
    try {
      return await this.checkpoints.fresh();
    } catch (error) {
      const kept = error instanceof Problem && error.status === 503 ? await this.checkpoints.newest() : undefined;
      if (!kept) throw error;
      return kept;
    }
  }

  private async kept(size: number): Promise<KeptCheckpoint> {
    const checkpoint = await this.proofs.checkpoint(size);
    if (!checkpoint) throw notFound('No checkpoint of that size was kept.');
    return checkpoint;
  }

  private async continuation(earlier: KeptCheckpoint, { size }: KeptCheckpoint, workspaceId: string | undefined): Promise<Continuation> {
    const consistency = base64(await this.proofs.consistency(earlier.size, size));
    return { size: earlier.size, consistency, workspace: workspaceId === undefined ? null : await this.workspace(workspaceId, earlier) };
  }

  private async workspace(workspaceId: string, checkpoint: KeptCheckpoint): Promise<WorkspaceProof | null> {
    const found = await this.proofs.workspace(workspaceId, checkpoint);
    return found ? { ...found, proof: base64(found.proof) } : null;
  }

  private async inclusions(page: readonly StoredEvent[], size: number): Promise<readonly ProofText[]> {
    const proofs: ProofText[] = [];
    for (let at = 0; at < page.length; at += PROOFS_AT_ONCE) proofs.push(...(await Promise.all(page.slice(at, at + PROOFS_AT_ONCE).map((event) => this.inclusion(event, size)))));
    return proofs;
  }

  private async inclusion({ position }: StoredEvent, size: number): Promise<ProofText> {
    return base64(await this.proofs.inclusion(position, size));
  }
}

async function* csvOf(pages: AsyncIterable<readonly StoredEvent[]>): Pieces {
  yield csvHeader();
  for await (const page of pages) yield csvLines(page);
}
