import { Controller, Get, Header, Res, StreamableFile } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { RequireScopes } from '@portcullis/nest-auth';
import { Describe, notFound, noStoreHeader, ParsedQuery, patternHeader, ServiceLog } from '@portcullis/service-kit';
import type { FastifyReply } from 'fastify';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { noSuchToken } from '../../tokens/answers/refusal-problems.js';
import { ApiTokenRow } from '../../tokens/read-model/api-token-row.entity.js';
import { ExportPlaces } from './export-places.js';
import { type ExportQuery, exportQuery } from './export-query.js';
import { HistoryExports, type Pieces } from './history-exports.js';
import { streamed } from './streamed-file.js';

const MEDIA_TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8; header=present' } as const;
const ndjson = z.string().meta({ description: 'A header, a line for each event by position, and a last line without which the file is cut. A verifier needs it and the public key, and nothing else.' });
const csv = z.string().meta({ description: 'RFC 4180 in UTF-8, for people and spreadsheets: it cannot be verified. Text that a spreadsheet would take for a formula begins with an apostrophe.' });

@Controller('api/v1/events/export')
export class ExportHistoryRoute {
  constructor(
    private readonly exports: HistoryExports,
    private readonly places: ExportPlaces,
    private readonly log: ServiceLog,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}

  /** The whole history of the workspace or of a token, up to now. */
  @Get()
  @RequireScopes('audit:read')
  @SessionNeeds('auditView')
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'exportEvents',
    summary: 'Export the history',
    description: 'Of the workspace, or of one token: all of it up to a checkpoint that is signed for it, as a file that `portcullis verify` checks without asking anybody. Two at once for a workspace.',
    tag: 'History',
    query: exportQuery,
    answers: {
      200: {
        description: 'The file, streamed.',
        content: { 'application/x-ndjson': ndjson, 'text/csv': csv },
        headers: { ...noStoreHeader, ...patternHeader('Content-Disposition', 'The name of a file.', /^attachment; filename="history-\w+\.(?:ndjson|csv)"$/) },
      },
    },
    refusals: [404, 429, 503],
  })
  async export(
    @CurrentCaller() caller: Caller,
    @ParsedQuery(exportQuery) { format, workspaceId, tokenId, previousSize }: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (workspaceId !== undefined && workspaceId !== caller.workspaceId) throw notFound('There is no such workspace.');
    if (tokenId !== undefined && !(await this.manager.existsBy(ApiTokenRow, { id: tokenId, workspaceId: caller.workspaceId }))) throw noSuchToken();
    const giveBack = this.places.take(caller.workspaceId);
    try {
      const pieces = await this.exports[format]({ workspaceId: caller.workspaceId, tokenId, previousSize });
      reply.header('content-type', MEDIA_TYPES[format]);
      reply.header('content-disposition', `attachment; filename="history-${tokenId ?? caller.workspaceId}.${format}"`);
      return new StreamableFile(this.stream(pieces, giveBack));
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  private stream(pieces: Pieces, giveBack: () => void) {
    return streamed(pieces, (error) => {
      giveBack();
      if (error) this.log.warn({ err: error }, 'an export of the history broke off');
    });
  }
}
