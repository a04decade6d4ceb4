import { EXPORT_FORMAT, EXPORT_VERSION, type Continuation, type ExportedEvent, type ExportedOrigin, type ExportEnd, type ExportHeader, type ExportScope, SCOPE_TYPES } from './format.js';
import { isCount, isObject, isProof, isSaltedText, isWorkspaceProof, orNull, parseObject } from './json-shapes.js';
import { BEFORE_EVENT, besideEvent, endLine, headerLine } from './write-lines.js';

// What is read is written again and compared: a member doubled, added or moved, white space, or another way to write the
// same, is then not what was read, whoever reads it.

const MARK = Buffer.from(BEFORE_EVENT);
const CLOSE_OBJECT = 0x7d;
const NOTHING_BESIDE = besideEvent(null, null);

export type ReadHeader = { readonly outcome: 'read'; readonly header: ExportHeader } | { readonly outcome: 'not_an_export' | 'version_unknown' };

/** @param line without its line feed, as everywhere here; UTF-8 */
export function readHeader(line: Buffer): ReadHeader {
  const text = line.toString('utf8');
  const value = parseObject(text);
  if (value?.['format'] !== EXPORT_FORMAT) return { outcome: 'not_an_export' };
  if (value['version'] !== EXPORT_VERSION) return { outcome: 'version_unknown' };
  const { scope, storeId, checkpoint, workspace, previous } = value;
  if (!isScope(scope) || typeof storeId !== 'string' || typeof checkpoint !== 'string' || !orNull(workspace, isWorkspaceProof) || !orNull(previous, isContinuation)) {
    return { outcome: 'not_an_export' };
  }
  const header = { scope, storeId, checkpoint, workspace, previous };
  return headerLine(header) === `${text}\n` ? { outcome: 'read', header } : { outcome: 'not_an_export' };
}

/** An event and what stands beside it; undefined where the line is not exactly of that form. */
export function readEvent(line: Buffer): ExportedEvent | undefined {
  const at = line.indexOf(MARK);
  if (at < 0 || line[line.length - 1] !== CLOSE_OBJECT) return undefined;
  const bytes = line.subarray(at + MARK.length, -1);
  const beside = readBeside(line.toString('utf8', 0, at));
  return beside && { ...beside, bytes };
}

function readBeside(text: string): Omit<ExportedEvent, 'bytes'> | undefined {
  if (text === NOTHING_BESIDE) return { origin: null, proof: null };
  const { origin, proof } = parseObject(`${text}}`) ?? {};
  return orNull(origin, isOrigin) && orNull(proof, isProof) && besideEvent(origin, proof) === text ? { origin, proof } : undefined;
}

/** The last line; undefined where it is not one. */
export function readEnd(line: Buffer): ExportEnd | undefined {
  const text = line.toString('utf8');
  const value = parseObject(text)?.['end'];
  if (!isObject(value)) return undefined;
  const { events, lastProof } = value;
  if (!isCount(events) || !orNull(lastProof, isProof)) return undefined;
  const end = { events, lastProof };
  return endLine(end) === `${text}\n` ? end : undefined;
}

function isScope(value: unknown): value is ExportScope {
  return isObject(value) && SCOPE_TYPES.some((type) => type === value['type']) && typeof value['id'] === 'string';
}

function isContinuation(value: unknown): value is Continuation {
  return isObject(value) && isCount(value['size']) && isProof(value['consistency']) && orNull(value['workspace'], isWorkspaceProof);
}

function isOrigin(value: unknown): value is ExportedOrigin {
  return isObject(value) && orNull(value['address'], isSaltedText) && orNull(value['userAgent'], isSaltedText);
}
