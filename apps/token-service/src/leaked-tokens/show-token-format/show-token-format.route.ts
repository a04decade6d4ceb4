import { Controller, Get, Header } from '@nestjs/common';
import { cacheHeader, Describe, Public } from '@portcullis/service-kit';
import { HEADS, TOKEN_CHARACTERS, TOKEN_PATTERN } from '@portcullis/token';
import { z } from 'zod';

const tokenFormat = z
  .strictObject({
    object: z.literal('token_format'),
    pattern: z.string().meta({ description: 'Finds every token in any text: a regular expression as RE2 and PCRE read it.' }),
    prefixes: z.array(z.string()).readonly(),
    length: z.int().meta({ description: 'Characters of a token.' }),
    checksum: z.string().meta({ description: 'What the last characters are, for whoever wants to be surer than by the pattern.' }),
    reportTo: z.string().meta({ description: 'Where to send what was found.' }),
  })
  .meta({ id: 'TokenFormat' });

const format: z.output<typeof tokenFormat> = {
  object: 'token_format',
  pattern: TOKEN_PATTERN,
  prefixes: Object.values(HEADS),
  length: TOKEN_CHARACTERS,
  checksum: 'The last 6 characters: CRC-32 (as zlib computes it) of all before them, in base 62 (0-9A-Za-z), padded with zeros.',
  reportTo: '/api/v1/leaked-tokens',
};

/** Asked again each time, and 304 as a rule. */
const CACHE_CONTROL = 'no-cache';

@Controller('api/v1/token-format')
export class ShowTokenFormatRoute {
  @Public()
  @Get()
  @Header('cache-control', CACHE_CONTROL)
  @Describe({
    operationId: 'showTokenFormat',
    summary: 'Show what a token looks like',
    description: 'For secret scanners; rules for the common ones stand in docs/secret-scanning.md.',
    tag: 'Leaked tokens',
    answers: { 200: { description: 'How to find tokens, and where to report them.', schema: tokenFormat, headers: cacheHeader(CACHE_CONTROL) } },
  })
  show(): z.output<typeof tokenFormat> {
    return format;
  }
}
