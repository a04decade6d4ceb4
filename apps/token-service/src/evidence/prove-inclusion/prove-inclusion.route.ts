import { Controller } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { leafHash } from '@portcullis/history-proof';
import { queryOf } from '@portcullis/service-database';
import { notFound, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForAuditors } from '../answers/for-auditors.js';
import { keptCheckpoint } from '../answers/kept.js';
import { base64, hashSchema, noteSchema, proofSchema } from '../answers/note.js';
import { checkpointSize, count } from '../input/tree-sizes.js';
import { Proofs } from '../proofs/proofs.js';
import { leafEventsAfter } from '../tree/leaf-event.js';

const proofQuery = z.strictObject({ position: count.meta({ description: 'Of an event of the workspace.', override: { type: 'integer', minimum: 1 } }), size: checkpointSize });

const inclusionSchema = z
  .strictObject({
    note: noteSchema,
    position: z.int().positive(),
    index: z.int().nonnegative().meta({ description: 'Of the leaf: the position less one.' }),
    size: z.int().positive(),
    leafHash: hashSchema,
    proof: proofSchema,
  })
  .meta({ id: 'InclusionProof' });

@Controller('api/v1/proofs/inclusion')
export class ProveInclusionRoute {
  constructor(
    private readonly proofs: Proofs,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}

  @ForAuditors({
    operationId: 'proveInclusion',
    summary: 'Prove that an event is in the signed history',
    description: 'The audit path (RFC 6962 §2.1.1) from the event to the root of the note.',
    query: proofQuery,
    answers: { 200: { description: 'The proof.', schema: inclusionSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async prove(@CurrentCaller() caller: Caller, @ParsedQuery(proofQuery) { position, size: asked }: z.infer<typeof proofQuery>): Promise<z.output<typeof inclusionSchema>> {
    const { note, size } = await keptCheckpoint(this.proofs, asked);
    const [event] = await leafEventsAfter(queryOf(this.manager), position - 1, 1);
    // One answer for an event that is not there, not in this checkpoint, or another workspace's.
    if (event?.workspaceId !== caller.workspaceId || position > size) throw notFound('There is no such event in that checkpoint.');
    return { note, position, index: position - 1, size, leafHash: leafHash(event.bytes).toString('base64'), proof: base64(await this.proofs.inclusion(position, size)) };
  }
}
