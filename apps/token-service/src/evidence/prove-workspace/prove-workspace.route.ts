import { Controller } from '@nestjs/common';
import { notFound, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForAuditors } from '../answers/for-auditors.js';
import { keptCheckpoint } from '../answers/kept.js';
import { base64, noteSchema, proofSchema } from '../answers/note.js';
import { checkpointSize } from '../input/tree-sizes.js';
import { Proofs } from '../proofs/proofs.js';

const proofQuery = z.strictObject({ size: checkpointSize });

const workspaceProofSchema = z
  .strictObject({
    note: noteSchema,
    leaf: z.strictObject({ workspaceId: z.string(), count: z.int().positive(), lastHash: z.string() }).meta({ description: 'Its JSON text, exactly in this order and without blanks, is the leaf.' }),
    index: z.int().nonnegative().meta({ description: 'Place of the workspace among all, from 0.' }),
    size: z.int().positive().meta({ description: 'Number of workspaces.' }),
    proof: proofSchema,
  })
  .meta({ id: 'WorkspaceProof' });

@Controller('api/v1/proofs/workspace')
export class ProveWorkspaceRoute {
  constructor(private readonly proofs: Proofs) {}

  /** How far the caller's workspace was at a checkpoint: with it nobody can cut the end off its history. */
  @ForAuditors({
    operationId: 'proveWorkspace',
    summary: 'Prove how far the workspace was at a checkpoint',
    description: 'The number of its events and the hash of the last one, with the audit path (RFC 6962) to the `workspaces` root of the note.',
    query: proofQuery,
    answers: { 200: { description: 'The proof.', schema: workspaceProofSchema, headers: ofTheCallerHeader } },
    refusals: [404, 503],
  })
  async prove(@CurrentCaller() { workspaceId }: Caller, @ParsedQuery(proofQuery) query: z.infer<typeof proofQuery>): Promise<z.output<typeof workspaceProofSchema>> {
    const checkpoint = await keptCheckpoint(this.proofs, query.size);
    const found = await this.proofs.workspace(workspaceId, checkpoint);
    if (!found) throw notFound('The workspace had no event at that checkpoint.');
    const { leaf, index, size, proof } = found;
    return { note: checkpoint.note, leaf, index, size, proof: base64(proof) };
  }
}
