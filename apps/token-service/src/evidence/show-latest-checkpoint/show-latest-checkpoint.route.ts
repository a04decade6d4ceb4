import { Controller, Header } from '@nestjs/common';
import { ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import { ForAuditors } from '../answers/for-auditors.js';
import { noteSchema, PLAIN_TEXT, PLAIN_TEXT_TYPE } from '../answers/note.js';
import { Checkpoints } from '../checkpoints/checkpoints.js';

const latestQuery = z.strictObject({
  fresh: z.enum(['true', 'false'], { error: 'Must be true or false.' }).default('false').meta({ description: 'Whether to sign now; else it may be a minute old.' }),
});

@Controller('api/v1/checkpoints/latest')
export class ShowLatestCheckpointRoute {
  constructor(private readonly checkpoints: Checkpoints) {}

  /** What of the whole store was signed last. It tells of no workspace more than that there are events. */
  @Header('content-type', PLAIN_TEXT)
  @ForAuditors({
    operationId: 'showLatestCheckpoint',
    summary: 'Show the newest checkpoint',
    description: 'A signed note (C2SP tlog-checkpoint, Ed25519) over every event of the store. A fresh one holds every event committed before it was asked for; those who ask within a second share one.',
    query: latestQuery,
    answers: { 200: { description: 'The note.', mediaType: PLAIN_TEXT_TYPE, schema: noteSchema, headers: ofTheCallerHeader } },
    refusals: [503],
  })
  async show(@ParsedQuery(latestQuery) { fresh }: z.infer<typeof latestQuery>): Promise<string> {
    const newest = fresh === 'true' ? undefined : await this.checkpoints.newest();
    return (newest ?? (await this.checkpoints.fresh())).note;
  }
}
