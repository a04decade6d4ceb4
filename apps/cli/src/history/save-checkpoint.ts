import { formatPreviousCheckpoint, sizeOf, type WorkspaceProof } from '@portcullis/history-proof';
import { answerOf, ProblemError } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';
import { connect, type Connection } from '../session/connection.js';
import { fetchText } from './fetch-text.js';
import { writeWhole } from './whole-file.js';

export function addSaveCheckpoint(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('checkpoint')
    .description(texts('help.checkpoint'))
    .requiredOption('--out <file>', texts('option.out'))
    .action(({ out }: { readonly out: string }) => save(out, context));
}

async function save(out: string, context: Context): Promise<void> {
  const { screen, texts } = context;
  const connection = connect(context);
  const note = await fetchText(connection, { path: '/api/v1/checkpoints/latest', query: { fresh: 'true' } });
  const size = sizeOf(note);
  if (size === undefined) throw new CommandFailure(texts('error.previous', { file: connection.url }));
  const text = formatPreviousCheckpoint({ note, workspace: size === 0 ? null : await workspaceAt(connection, size) });
  await writeWhole(out, piecesOf(text), context);
  screen.note(texts('checkpoint.done', { file: out, size }));
}

/** What the checkpoint commits to for the caller's workspace; null where that had no event. */
async function workspaceAt({ client }: Connection, size: number): Promise<WorkspaceProof | null> {
  try {
    const { leaf, index, size: workspaces, proof } = (await answerOf(client.GET('/api/v1/proofs/workspace', { params: { query: { size } } }))).body;
    return { leaf, index, size: workspaces, proof };
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- it is written as what comes piece by piece is
async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
