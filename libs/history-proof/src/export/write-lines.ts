import { EXPORT_FORMAT, EXPORT_VERSION, type ExportedEvent, type ExportedOrigin, type ExportEnd, type ExportHeader, type ProofText, type SaltedText, type WorkspaceProof } from './format.js';

/** What stands before an event's own bytes, which nothing inside a JSON string can look like. */
export const BEFORE_EVENT = ',"event":';
const EVENT_END = Buffer.from('}\n');

// Every member is written here, by name: a reader compares what it has read with what is written of it.

/** The first line, with its line feed. */
export function headerLine({ scope, storeId, checkpoint, workspace, previous }: ExportHeader): string {
  return `${JSON.stringify({
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    scope: { type: scope.type, id: scope.id },
    storeId,
    checkpoint,
    workspace: workspace && writtenWorkspace(workspace),
    previous: previous && { size: previous.size, consistency: previous.consistency, workspace: previous.workspace && writtenWorkspace(previous.workspace) },
  })}\n`;
}

/** The line of an event, with its line feed. */
export function eventLine({ origin, proof, bytes }: ExportedEvent): Buffer {
  return Buffer.concat([Buffer.from(`${besideEvent(origin, proof)}${BEFORE_EVENT}`), bytes, EVENT_END]);
}

/** The last line, with its line feed. */
export function endLine({ events, lastProof }: ExportEnd): string {
  return `${JSON.stringify({ end: { events, lastProof } })}\n`;
}

/** The part of an event's line that is not the event. */
export function besideEvent(origin: ExportedOrigin | null, proof: ProofText | null): string {
  return JSON.stringify({ origin: origin && { address: written(origin.address), userAgent: written(origin.userAgent) }, proof }).slice(0, -1);
}

/** What a checkpoint says of a workspace, as JSON text. */
export function workspaceProofText(proof: WorkspaceProof): string {
  return JSON.stringify(writtenWorkspace(proof));
}

function writtenWorkspace({ leaf: { workspaceId, count, lastHash }, index, size, proof }: WorkspaceProof): WorkspaceProof {
  return { leaf: { workspaceId, count, lastHash }, index, size, proof };
}

function written(text: SaltedText | null): SaltedText | null {
  return text && { value: text.value, salt: text.salt };
}
