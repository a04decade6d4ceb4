import { Problem } from '@portcullis/service-kit';
import { preferredMediaType } from './preferred-media-type.js';

export const REPORT_FORMATS = ['json', 'csv'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * The format of a report: what `format` says, for those who cannot set a header, else what Accept says, else JSON.
 *
 * @throws Problem 406 `not_acceptable` where Accept allows neither
 */
export function reportFormat(format: ReportFormat | undefined, accept: string | undefined): ReportFormat {
  if (format !== undefined) return format;
  const preferred = preferredMediaType(accept, ['application/json', 'text/csv']);
  if (preferred === undefined) {
    throw new Problem({ status: 406, code: 'not_acceptable', detail: 'The report is there as application/json and as text/csv.' });
  }
  return preferred === 'text/csv' ? 'csv' : 'json';
}
