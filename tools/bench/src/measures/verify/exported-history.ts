import { generateKeyPairSync, hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { checkpointSigner, endLine, eventLine, type ExportedOrigin, headerLine, inclusionProof, leafHash, RunningTree, type SaltedText, signCheckpoint, treeInMemory, workspacesRoot } from '@portcullis/history-proof';

export interface ExportedHistory {
  /** The public key that it verifies with. */
  readonly key: string;
  /** All that has to be hashed of it: each envelope, and each text beside one with its salt. */
  readonly hashed: readonly Buffer[];
}

const TIME = '2026-11-23T05:00:00.000Z';
const STORE = 'sto_bench';
const WORKSPACE = 'wsp_bench0000000000000000000';
/** Three in four events of a store in use are uses. */
const USES_OF = 4;

/** Writes the export of a workspace's history, as token-service would have: changes of tokens from people, and uses from addresses. */
export async function writeExport(file: string, events: number): Promise<ExportedHistory> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = checkpointSigner('portcullis', privateKey, publicKey);
  const [tree, leaves, lines, hashed] = [new RunningTree(), [] as Buffer[], [] as Buffer[], [] as Buffer[]];
  let lastHash: string | null = null;
  for (let position = 1; position <= events; position += 1) {
    const origin = originOf(position);
    const bytes = envelopeOf(position, lastHash, origin);
    lastHash = hash('sha256', bytes);
    leaves.push(leafHash(bytes));
    tree.add(leaves.at(-1) ?? leafHash(bytes));
    lines.push(eventLine({ origin, proof: null, bytes }));
    hashed.push(bytes, ...[origin.address, origin.userAgent].flatMap((text) => (text === null ? [] : [salted(text)])));
  }
  const leaf = { workspaceId: WORKSPACE, count: events, lastHash: lastHash ?? '' };
  const checkpoint = signCheckpoint({ storeId: STORE, size: events, root: tree.root(), workspacesRoot: workspacesRoot([leaf]), time: TIME }, signer);
  const lastProof = (await inclusionProof(events - 1, events, treeInMemory(leaves))).map((one) => one.toString('base64'));
  const header = headerLine({ scope: { type: 'workspace', id: WORKSPACE }, storeId: STORE, checkpoint, workspace: { leaf, index: 0, size: 1, proof: [] }, previous: null });
  writeFileSync(file, Buffer.concat([Buffer.from(header), ...lines, Buffer.from(endLine({ events, lastProof }))]), { mode: 0o600 });
  return { key: signer.vkey, hashed };
}

function originOf(position: number): ExportedOrigin & { readonly address: SaltedText } {
  const salt = hash('sha256', `salt ${position}`).slice(0, 32);
  const address = { value: `203.0.113.${position % 250}`, salt };
  return { address, userAgent: position % USES_OF === 0 ? { value: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', salt } : null };
}

const salted = ({ value, salt }: SaltedText): Buffer => Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(value)]);
const hashOf = (text: SaltedText | null): string | null => text && hash('sha256', salted(text));

function envelopeOf(position: number, previousHash: string | null, origin: ExportedOrigin): Buffer {
  const tokenId = `tok_${String(position % 5_000).padStart(22, '0')}`;
  const isUse = position % USES_OF !== 0;
  const issued = { kind: 'user', environment: 'live', scopes: ['company:read', 'items:read', 'warehouses:read', 'item-categories:read'], allowedIps: [], notBefore: null, expiresAt: null, tokenId, name: 'Shop sync', description: null, metadata: {}, prefix: 'pcl_live_AbC', secretHash: hash('sha256', tokenId) };
  const used = { tokenId, accepted: 12, refused: { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 }, lastUsedAt: TIME };
  return Buffer.from(
    JSON.stringify({
      position, time: TIME, workspaceSequence: position, previousHash, stream: `${isUse ? 'usage' : 'token'}/${tokenId}`, version: position, type: isUse ? 'TokenUsed' : 'TokenIssued', schemaVersion: 1,
      workspaceId: WORKSPACE, actor: isUse ? { type: 'token', id: tokenId } : { type: 'user', id: 'usr_bench0000000000000000000' }, requestId: 'req_0123456789abcdefghijkl', salt: hash('sha256', String(position)).slice(0, 32),
      addressHash: hashOf(origin.address), userAgentHash: hashOf(origin.userAgent), data: isUse ? used : issued,
    }),
  );
}
