import { Controller } from '@nestjs/common';
import { type CursorBinding, decodeCursor, encodeCursor, ofTheCallerHeader, type Page, pageOf, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForAuditors } from '../answers/for-auditors.js';
import { noteSchema } from '../answers/note.js';
import { Checkpoints } from '../checkpoints/checkpoints.js';

const listQuery = z.strictObject(pageParameters);
/** Size of the last checkpoint shown. */
const place = z.int().nonnegative();

const checkpointSchema = z
  .strictObject({
    object: z.literal('checkpoint'),
    size: z.int().nonnegative().meta({ description: 'Number of events, and position of the newest one in it.' }),
    signedAt: z.iso.datetime({ precision: 3 }),
    note: noteSchema,
  })
  .meta({ id: 'Checkpoint' });

type ShownCheckpoint = z.output<typeof checkpointSchema>;

@Controller('api/v1/checkpoints')
export class ListCheckpointsRoute {
  constructor(private readonly checkpoints: Checkpoints) {}

  /** Those of the store, the same for every workspace. */
  @ForAuditors({
    operationId: 'listCheckpoints',
    summary: 'List the kept checkpoints',
    description: 'Every one that was signed of this store, the newest first; the same for every workspace.',
    query: listQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(checkpointSchema), headers: ofTheCallerHeader } },
  })
  async list(@CurrentCaller() { workspaceId }: Caller, @ParsedQuery(listQuery) { limit, cursor }: z.infer<typeof listQuery>): Promise<Page<ShownCheckpoint>> {
    const binding: CursorBinding = { route: 'GET /api/v1/checkpoints', workspaceId, filters: {} };
    const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor, binding, place);
    const kept = await this.checkpoints.below(below, limit + 1);
    return toPage(kept, limit, ({ size, signedAt, note }) => ({ object: 'checkpoint', size, signedAt, note }), ({ size }) => encodeCursor(binding, size));
  }
}
