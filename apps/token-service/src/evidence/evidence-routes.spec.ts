import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitmentLeaf, openCheckpoint, verifyConsistency, verifyInclusion, type WorkspaceCommitment } from '@portcullis/history-proof';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import type { Received } from '../identity/http-client.spec-kit.js';
import { bearer, type LoggedIn, startTokens, type TokenService } from '../tokens/token-service.spec-kit.js';

let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

const ask = (path: string, headers = owner.headers): Promise<Received> => service.request('GET', `/api/v1/${path}`, { headers });
const decoded = (hashes: unknown): Buffer[] => (hashes as string[]).map((hash) => Buffer.from(hash, 'base64'));

async function opened(note: string) {
  const { text: vkey } = await ask('checkpoints/key');
  const answer = openCheckpoint(note, vkey);
  if (answer.outcome === 'refused') throw new Error(answer.reason);
  return answer.checkpoint;
}

const fresh = async (): Promise<string> => (await ask('checkpoints/latest?fresh=true')).text;

describe('evidence by API', () => {
  it('is enough to verify, with the key alone, that an event and its workspace’s end are in the signed history, and that it goes on from an earlier one', async () => {
    await service.issue(owner.headers);
    const earlier = await opened(await fresh());
    const { receipt } = await service.issue(owner.headers);
    const note = await fresh();
    const { size, root, workspacesRoot } = await opened(note);

    const inclusion = (await ask(`proofs/inclusion?position=${receipt.position}`)).json;
    expect(inclusion).toMatchObject({ note, position: receipt.position, index: receipt.position - 1, size });
    const [leafHash = Buffer.alloc(0)] = decoded([inclusion?.['leafHash']]);
    expect(verifyInclusion({ leafHash, index: receipt.position - 1, size, root, proof: decoded(inclusion?.['proof']) })).toBe(true);

    const consistency = (await ask(`proofs/consistency?from=${earlier.size}&to=${size}`)).json;
    expect(verifyConsistency({ oldSize: earlier.size, oldRoot: earlier.root, size, root, proof: decoded(consistency?.['proof']) })).toBe(true);

    const workspace = (await ask(`proofs/workspace?size=${size}`)).json;
    const leaf = workspace?.['leaf'] as WorkspaceCommitment;
    expect(leaf.workspaceId).toBe(owner.workspaceId);
    const [index, workspaces] = [Number(workspace?.['index']), Number(workspace?.['size'])];
    expect(verifyInclusion({ leafHash: commitmentLeaf(leaf), index, size: workspaces, root: workspacesRoot, proof: decoded(workspace?.['proof']) })).toBe(true);
  });

  it('shows the newest checkpoint as the note it is, and lists those that were kept, the newest first', async () => {
    await service.issue(owner.headers);
    const note = await fresh();
    const latest = await ask('checkpoints/latest');
    expect([latest.text, latest.headers.get('content-type')]).toEqual([note, 'text/plain; charset=utf-8']);
    const first = (await ask('checkpoints?limit=1')).json;
    expect(first?.['data']).toEqual([{ object: 'checkpoint', size: (await opened(note)).size, signedAt: expect.stringMatching(/Z$/), note }]);
    const next = (await ask(`checkpoints?limit=1&cursor=${String(first?.['nextCursor'])}`)).json;
    const [{ size = 0 } = {}] = next?.['data'] as { size?: number }[];
    expect(size).toBeLessThan((await opened(note)).size);
  });

  it('is for auditors and tokens that may read the audit, and for nobody else', async () => {
    const [auditor, member] = [await service.member(owner, 'auditor'), await service.member(owner, 'member')];
    const { token: reader } = await service.issue(owner.headers, { scopes: ['audit:read'] });
    const { token: other } = await service.issue(owner.headers, { scopes: ['items:read'] });
    const { receipt } = await service.issue(owner.headers);
    await fresh();
    for (const path of ['checkpoints', 'checkpoints/latest', 'checkpoints/key', 'proofs/workspace', `proofs/inclusion?position=${receipt.position}`, 'proofs/consistency?from=1']) {
      const statuses = await Promise.all([auditor.headers, bearer(reader), member.headers, bearer(other), {}].map(async (headers) => (await ask(path, headers)).status));
      expect([path, ...statuses]).toEqual([path, 200, 200, 403, 403, 401]);
    }
  });

  it.each([
    ['proofs/inclusion', '/position'],
    ['proofs/inclusion?position=0', '/position'],
    ['proofs/inclusion?position=1&size=x', '/size'],
    ['proofs/consistency?from=99999', '/from'],
    ['proofs/workspace?of=other', '/of'],
    ['checkpoints/latest?fresh=yes', '/fresh'],
  ])('%s is refused with the pointer %s', async (path, pointer) => {
    const { status, json } = await ask(path);
    expect([status, json]).toMatchObject([400, { errors: [{ pointer }] }]);
  });
});
