import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { WorkspaceTree } from './workspace-tree.js';
import { WorkspaceTrees } from './workspace-trees.js';

const NEWEST = 1_000;
const at = (size: number) => ({ storeId: 'sto_1', size });

class Counted {
  readonly made: number[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  readonly trees = new WorkspaceTrees({
    newestSize: () => Promise.resolve(NEWEST),
    make: async (size) => {
      this.made.push(size);
      this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
      await delay(5);
      this.atOnce -= 1;
      return WorkspaceTree.of([]);
    },
  });
}

describe('trees of workspaces', () => {
  it('are made once for all who ask at the same time, and again for nobody who asks later', async () => {
    const { made, trees } = new Counted();
    for (let times = 0; times < 2; times += 1) await Promise.all(Array.from({ length: 50 }, (_, asker) => trees.at(at(7), `wsp_${asker}`)));
    expect(made).toEqual([7]);
  });

  it('of older checkpoints are made one after the other, and of more than a few nothing is begun', async () => {
    const counted = new Counted();
    const answers = await Promise.allSettled(Array.from({ length: 100 }, (_, asker) => counted.trees.at(at(asker + 1), `wsp_${asker}`)));
    expect([counted.mostAtOnce, counted.made.length]).toEqual([1, 8]);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(92);
    expect(refused[0]).toMatchObject({ reason: { code: 'proofs_busy', status: 503 } });
  });

  it('are made for no workspace at the cost of the others: one older one at a time', async () => {
    const { trees } = new Counted();
    const [, second, other] = await Promise.allSettled([trees.at(at(1), 'wsp_1'), trees.at(at(2), 'wsp_1'), trees.at(at(3), 'wsp_2')]);
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'proofs_busy' } });
    expect(other.status).toBe('fulfilled');
    await trees.at(at(2), 'wsp_1');
  });

  it('of the newest checkpoint wait for no older one, and are kept whatever older ones are asked for', async () => {
    const { made, trees } = new Counted();
    const order: number[] = [];
    await Promise.all([1, 2, 3, NEWEST].map(async (size) => {
      await trees.at(at(size), `wsp_${size}`);
      order.push(size);
    }));
    expect(order.indexOf(NEWEST)).toBeLessThan(2);
    for (let size = 10; size < 20; size += 1) await trees.at(at(size), 'wsp_1');
    await trees.at(at(NEWEST), 'wsp_1');
    expect(made.filter((size) => size === NEWEST)).toHaveLength(1);
  });

  it('that could not be made are made again for who asks next', async () => {
    let fails = true;
    const trees = new WorkspaceTrees({ newestSize: () => Promise.resolve(1), make: () => (fails ? Promise.reject(new Error('the database is away')) : Promise.resolve(WorkspaceTree.of([]))) });
    await expect(trees.at(at(1), 'wsp_1')).rejects.toThrow('away');
    fails = false;
    await trees.at(at(1), 'wsp_1');
  });
});
