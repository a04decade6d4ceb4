import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import type * as z from 'zod';
import type { CsvRow, CsvTable } from './csv-table.js';
import { ImportFailure } from './import-failure.js';

interface ParsedRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: Info;
}

/**
 * The rows of a file in `folder`, one after the other and never all at once: RFC 4180, UTF-8 with or without a byte
 * order mark, empty lines skipped.
 *
 * @throws ImportFailure at the first line that is not what the table says
 */
export async function* readCsv<S extends z.ZodObject>(folder: URL, table: CsvTable<S>): AsyncGenerator<CsvRow<z.output<S>>> {
  const columns = Object.keys(table.schema.shape);
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    columns: (header: string[]) => checkHeader(table.file, header, columns),
  });
  // What goes wrong with the file is thrown by the parser's own iteration.
  pipeline(createReadStream(new URL(table.file, folder)), parser, () => undefined);
  const seen = table.unique.map(() => new Map<string, number>());
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const row = { line: info.lines, value: parseRow(table, record, info.lines) };
      refuseRepeats(table, row, seen);
      yield row;
    }
  } catch (error) {
    throw asImportFailure(table.file, error);
  }
}

function checkHeader(file: string, header: readonly string[], columns: readonly string[]): string[] {
  if (header.join() === columns.join()) return [...columns];
  throw new ImportFailure({ file, line: 1 }, `the columns must be ${columns.join(',')}`);
}

function parseRow<S extends z.ZodObject>(table: CsvTable<S>, record: unknown, line: number): z.output<S> {
  const result = table.schema.safeParse(record);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ImportFailure({ file: table.file, line }, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function refuseRepeats<S extends z.ZodObject>(
  { file, unique }: CsvTable<S>,
  { line, value }: CsvRow<z.output<S>>,
  seen: readonly Map<string, number>[],
): void {
  for (const [index, columns] of unique.entries()) {
    const values = columns.map((column) => value[column]);
    if (values.some((cell) => cell === null)) continue;
    const key = JSON.stringify(values);
    const before = seen[index]?.get(key);
    if (before !== undefined) {
      throw new ImportFailure({ file, line }, `${columns.join(' and ')}: ${values.join(', ')} stands already in line ${before}`);
    }
    seen[index]?.set(key, line);
  }
}

function asImportFailure(file: string, error: unknown): unknown {
  if (error instanceof ImportFailure) return error;
  if (error instanceof CsvError) {
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return new ImportFailure({ file, line }, `not well-formed CSV: ${error.message}`, { cause: error });
  }
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    return new ImportFailure({ file, line: 1 }, 'there is no such file', { cause: error });
  }
  return error;
}
