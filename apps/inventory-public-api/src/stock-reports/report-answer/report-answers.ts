import { Injectable, StreamableFile } from '@nestjs/common';
import { DEFAULT_PAGE_LIMIT, type Page, ServiceLog, validationFailed } from '@portcullis/service-kit';
import { Readable } from 'node:stream';
import type { Fields } from '../../listing/parameters.js';
import { readBatches, readPage } from '../../listing/read-page.js';
import type { ListedRow, SortedList } from '../../listing/sorted-list.js';
import { sparse } from '../../listing/sparse.js';
import type { WorkspaceQuery } from '../../tenancy/workspace-query.js';
import { type ReportColumn, ReportCsv } from './report-csv.js';
import { reportFormat, type ReportFormat } from './report-format.js';

/** Rows that are held at once. A report as CSV that has fewer is sent in one piece, with an ETag. */
const BATCH_ROWS = 1_000;

export interface StockReport<Row extends ListedRow, View extends object> {
  /** Of the file that a browser makes of it. */
  readonly fileName: `${string}.csv`;
  readonly list: SortedList<Row>;
  readonly show: (row: Row) => View;
  readonly columns: readonly ReportColumn<View>[];
}

export interface ReportRequest {
  readonly accept: string | undefined;
  readonly format?: ReportFormat | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly sort: string;
  readonly fields?: Fields;
  readonly filters: Readonly<Record<string, unknown>>;
}

/** The headers of an answer, as Fastify has them. */
export interface ReplyHeaders {
  header(name: string, value: string): unknown;
  getHeader(name: string): number | string | string[] | undefined;
}

export type ReportAnswer<View> = Page<View | Partial<View>> | string | StreamableFile;

/** Answers with a page of a report as JSON, or with all of it as CSV. */
@Injectable()
export class ReportAnswers {
  constructor(private readonly log: ServiceLog) {}

  /**
   * @param query makes the query for the report's rows, again for each batch
   * @throws Problem 406 where Accept allows neither format, 400 for a page of CSV
   */
  async answer<Row extends ListedRow, View extends object>(
    report: StockReport<Row, View>,
    request: ReportRequest,
    query: () => WorkspaceQuery<Row>,
    reply: ReplyHeaders,
  ): Promise<ReportAnswer<View>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, sort, filters, fields } = request;
    varyByAccept(reply);
    if (reportFormat(request.format, request.accept) === 'csv') {
      refusePages(request);
      const csv = await this.whole(report, request, query);
      reply.header('content-type', 'text/csv; charset=utf-8; header=present');
      reply.header('content-disposition', `attachment; filename="${report.fileName}"`);
      return csv;
    }
    const { data, nextCursor } = await readPage(report.list, { limit, cursor, sort, filters }, query());
    return { data: data.map((row) => sparse(report.show(row), fields)), nextCursor };
  }

  private async whole<Row extends ListedRow, View extends object>(
    { list, show, columns }: StockReport<Row, View>,
    { sort, fields }: ReportRequest,
    query: () => WorkspaceQuery<Row>,
  ): Promise<string | StreamableFile> {
    const csv = new ReportCsv(columns, fields);
    const batches = readBatches(list, sort, BATCH_ROWS, query);
    // Read before anything is sent: a database that is away is still a problem document then.
    const first = (await batches.next()).value ?? [];
    const beginning = csv.header() + csv.lines(first.map(show));
    if (first.length < BATCH_ROWS) return beginning;
    async function* pieces(): AsyncGenerator<string> {
      yield beginning;
      for await (const rows of batches) yield csv.lines(rows.map(show));
    }
    // Destroyed by the error, it takes the connection along: the client sees that the answer is not whole.
    const stream = Readable.from(pieces(), { objectMode: false });
    stream.on('error', (error) => { this.log.error({ err: error }, `${list.route} broke off`); });
    return new StreamableFile(stream);
  }
}

function refusePages({ limit, cursor }: ReportRequest): void {
  const given = Object.entries({ limit, cursor }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  throw validationFailed(given.map(([name]) => ({ pointer: `/${name}`, message: 'A report as CSV is whole and has no pages.' })));
}

/** Caches keep the formats apart; what stands in Vary already, such as Origin, stays. */
function varyByAccept(reply: ReplyHeaders): void {
  reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept'].flat().join(', '));
}
