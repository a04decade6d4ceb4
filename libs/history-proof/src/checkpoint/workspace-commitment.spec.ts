import { describe, expect, it } from '@jest/globals';
import { naiveRoot } from '../tree/naive-tree.spec-kit.js';
import { workspacesRoot } from './workspace-commitment.js';

describe('the tree of workspaces', () => {
  it('is over exactly these bytes, in the order of the bytes of the ids, whatever order they come in', () => {
    const hash = 'ab'.repeat(32);
    const commitments = ['wsp_b', 'wsp_ä', 'wsp_A', 'wsp_\u{1F600}', 'wsp_\uFFFD'].map((workspaceId, at) => ({ lastHash: hash, workspaceId, count: at + 1 }));
    // UTF-16 would put the emoji before U+FFFD.
    const leaves = ['{"workspaceId":"wsp_A","count":3,', '{"workspaceId":"wsp_b","count":1,', '{"workspaceId":"wsp_ä","count":2,', '{"workspaceId":"wsp_\uFFFD","count":5,', '{"workspaceId":"wsp_\u{1F600}","count":4,'];
    expect(workspacesRoot(commitments)).toEqual(naiveRoot(leaves.map((text) => Buffer.from(`${text}"lastHash":"${hash}"}`))));
  });
});
