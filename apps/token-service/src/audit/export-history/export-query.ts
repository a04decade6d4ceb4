import { z } from 'zod';
import { count } from '../../evidence/input/tree-sizes.js';
import { isTokenId } from '../../tokens/input/token-id.js';

export const EXPORT_FORMATS = ['ndjson', 'csv'] as const;

export const exportQuery = z.strictObject({
  format: z
    .enum(EXPORT_FORMATS, { error: `Must be one of ${EXPORT_FORMATS.join(', ')}.` })
    .default('ndjson')
    .meta({ description: '`ndjson` can be verified; `csv` is for people and spreadsheets, and cannot.' }),
  workspaceId: z.string().optional().meta({ description: 'The caller’s own: any other is 404.' }),
  tokenId: z.string().refine(isTokenId, 'Must be the id of a token.').optional().meta({ description: 'Only what happened to this token, and its use.', override: { type: 'string', pattern: '^tok_[0-9A-Za-z]{22}$' } }),
  previousSize: count.optional().meta({ description: 'Size of a kept checkpoint: the export then shows that it goes on from there. NDJSON alone.', override: { type: 'integer', minimum: 1 } }),
});

export type ExportQuery = z.output<typeof exportQuery>;
