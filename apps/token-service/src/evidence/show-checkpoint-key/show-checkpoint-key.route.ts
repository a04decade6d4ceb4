import { Controller, Header, Query } from '@nestjs/common';
import { ofTheCallerHeader } from '@portcullis/service-kit';
import { z } from 'zod';
import { noParameters, refuseParameters } from '../../tokens/input/no-parameters.js';
import { ForAuditors } from '../answers/for-auditors.js';
import { PLAIN_TEXT, PLAIN_TEXT_TYPE } from '../answers/note.js';
import { Checkpoints } from '../checkpoints/checkpoints.js';

@Controller('api/v1/checkpoints/key')
export class ShowCheckpointKeyRoute {
  constructor(private readonly checkpoints: Checkpoints) {}

  @Header('content-type', PLAIN_TEXT)
  @ForAuditors({
    operationId: 'showCheckpointKey',
    summary: 'Show the public key of checkpoints',
    description: 'One line, `name+id+key` (C2SP signed-note). Keep it once, and where the server cannot reach it: who verifies by a key that he just got from the server believes the server.',
    query: noParameters,
    answers: { 200: { description: 'The key.', mediaType: PLAIN_TEXT_TYPE, schema: z.string(), headers: ofTheCallerHeader } },
  })
  show(@Query() query: unknown): string {
    refuseParameters(query);
    return `${this.checkpoints.vkey}\n`;
  }
}
