import { Controller } from '@nestjs/common';
import { ofTheCallerHeader, ParsedQuery, validationFailed } from '@portcullis/service-kit';
import { z } from 'zod';
import { ForAuditors } from '../answers/for-auditors.js';
import { keptCheckpoint } from '../answers/kept.js';
import { base64, noteSchema, proofSchema } from '../answers/note.js';
import { checkpointSize, count } from '../input/tree-sizes.js';
import { Proofs } from '../proofs/proofs.js';

const proofQuery = z.strictObject({ from: count.meta({ description: 'Size of the earlier checkpoint.', override: { type: 'integer', minimum: 1 } }), to: checkpointSize });

const consistencySchema = z
  .strictObject({ note: noteSchema, from: z.int().positive(), to: z.int().positive(), proof: proofSchema })
  .meta({ id: 'ConsistencyProof' });

@Controller('api/v1/proofs/consistency')
export class ProveConsistencyRoute {
  constructor(private readonly proofs: Proofs) {}

  @ForAuditors({
    operationId: 'proveConsistency',
    summary: 'Prove that the signed history begins with an earlier one',
    description: 'RFC 6962 §2.1.2, from the tree of `from` events to that of the note: who kept the earlier checkpoint knows that nothing of it was changed.',
    query: proofQuery,
    answers: { 200: { description: 'The proof.', schema: consistencySchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async prove(@ParsedQuery(proofQuery) { from, to: asked }: z.infer<typeof proofQuery>): Promise<z.output<typeof consistencySchema>> {
    const { note, size: to } = await keptCheckpoint(this.proofs, asked);
    if (from > to) throw validationFailed([{ pointer: '/from', message: `Must be at most ${to}, the size of the later checkpoint.` }]);
    return { note, from, to, proof: base64(await this.proofs.consistency(from, to)) };
  }
}
