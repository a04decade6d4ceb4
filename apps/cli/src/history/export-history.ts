import { download, type DownloadRequest } from '@portcullis/management-client';
import { readEnd, sizeOf } from '@portcullis/history-proof';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { CommandFailure, UsageFailure } from '../failures/command-failure.js';
import { connect } from '../session/connection.js';
import { previousOf } from './given-files.js';
import { megabytes, ProgressLine } from './progress-line.js';
import { writeWhole } from './whole-file.js';

const MEDIA_TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;

interface ExportOptions {
  readonly workspace?: string;
  readonly token?: string;
  readonly format: keyof typeof MEDIA_TYPES;
  readonly out: string;
  readonly previous?: string;
}

export function addExportHistory(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('export')
    .description(texts('help.export'))
    .option('--workspace <id>', texts('option.workspace'))
    .option('--token <id>', texts('option.token'))
    .addOption(new Option('--format <format>', texts('option.format')).choices(Object.keys(MEDIA_TYPES)).default('ndjson'))
    .requiredOption('--out <file>', texts('option.out'))
    .option('--previous <file>', texts('option.exportPrevious'))
    .action((options: ExportOptions) => exportHistory(options, context));
}

async function exportHistory(options: ExportOptions, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { out, format } = options;
  if (options.workspace !== undefined && options.token !== undefined) throw new UsageFailure(texts('error.oneScope'));
  const request: DownloadRequest = { path: '/api/v1/events/export', query: await queryOf(options, context), mediaType: MEDIA_TYPES[format] };
  const { access } = connect(context);
  const progress = new ProgressLine(screen);
  let bytes = 0;
  const pieces = watched(format === 'ndjson' ? wholeOnly(download(access, request), context) : download(access, request), (piece) => {
    bytes += piece.byteLength;
    progress.show(() => texts('export.progress', { megabytes: megabytes(bytes) }));
  });
  try {
    await writeWhole(out, pieces, context);
  } finally {
    progress.end();
  }
  screen.note(texts(format === 'csv' ? 'export.csvDone' : 'export.done', { file: out, megabytes: megabytes(bytes) }));
}

async function queryOf({ workspace, token, format, previous }: ExportOptions, context: Context): Promise<Record<string, string>> {
  const size = previous === undefined ? undefined : sizeOf((await previousOf(previous, context)).note);
  return {
    format,
    ...(workspace !== undefined && { workspaceId: workspace }),
    ...(token !== undefined && { tokenId: token }),
    // A log of no events is the beginning of every other: nothing has to be shown.
    ...(size !== undefined && size > 0 && { previousSize: String(size) }),
  };
}

async function* watched(pieces: AsyncIterable<Uint8Array>, onPiece: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onPiece(piece);
    yield piece;
  }
}

/** The last line of an export is far shorter. */
const TAIL_BYTES = 32_768;

/** @throws CommandFailure where the pieces end without the line that ends every export */
async function* wholeOnly(pieces: AsyncIterable<Uint8Array>, { texts }: Context): AsyncGenerator<Uint8Array> {
  let tail = Buffer.alloc(0);
  for await (const piece of pieces) {
    tail = Buffer.concat([tail, piece]).subarray(-TAIL_BYTES);
    yield piece;
  }
  const line = tail.subarray(tail.lastIndexOf('\n', -2) + 1, -1);
  if (tail.at(-1) !== 0x0a || readEnd(line) === undefined) throw new CommandFailure(texts('export.cut'));
}
