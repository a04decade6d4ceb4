import { describe, expect, it } from '@jest/globals';
import { inventoryOfSuite, seedTwoTenants } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';
import type { ItemCategoryView } from './item-category-view.js';

const mine = tokenOf('wsp_mine', 'item-categories:read', 'items:read');
const theirs = tokenOf('wsp_theirs', 'item-categories:read');

describe('GET /public/v1/item-categories', () => {
  const inventory = inventoryOfSuite(seedTwoTenants);

  const list = async (query: string, token = mine): Promise<ItemCategoryView[]> => {
    const { status, body } = await inventory.api.get(`/public/v1/item-categories?${query}`, token);
    expect({ status, body: status === 200 ? null : body }).toEqual({ status: 200, body: null });
    return (body as { data: ItemCategoryView[] }).data;
  };
  const named = async (code: string): Promise<ItemCategoryView | undefined> => (await list(`search=${code}&limit=100`)).find((category) => category.code === code);

  it('shows a category with its parent and the number of items that the list of items has for it', async () => {
    const category = await named('frame-scaffolding');
    expect(category).toEqual({
      id: expect.stringMatching(/^cat_[0-9A-Za-z]{22}$/),
      object: 'item_category',
      code: 'frame-scaffolding',
      name: 'Frame scaffolding',
      parentId: (await named('scaffolding'))?.id,
      itemCount: expect.any(Number),
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    for (const code of ['frame-scaffolding', 'compaction', 'earthmoving']) {
      const { id = '', itemCount } = (await named(code)) ?? {};
      const { body } = await inventory.api.get(`/public/v1/items?category=${id}&limit=100&fields=id`, mine);
      expect((body as { data: unknown[] }).data).toHaveLength(itemCount ?? -1);
    }
  });

  it('makes a tree by parentId: from the top every category is reached once, and the counts add up', async () => {
    const items = Number((await inventory.database.query<{ n: string }>(`SELECT count(*) AS n FROM item WHERE workspace_id = 'wsp_mine'`))[0]?.n);
    const top = await list('parent=none');
    expect(top.reduce((total, { itemCount }) => total + itemCount, 0)).toBe(items);
    const reached: string[] = [];
    for (const queue = [...top]; queue.length > 0; ) {
      const category = queue.shift();
      if (category === undefined) break;
      reached.push(category.code);
      const children = await list(`limit=100&parent=${category.id}`);
      if (children.length > 0) expect(children.reduce((total, { itemCount }) => total + itemCount, 0)).toBe(category.itemCount);
      queue.push(...children);
    }
    expect(reached).toHaveLength(110);
    expect(new Set(reached).size).toBe(110);
  });

  it('counts on where the tree was tied into a ring', async () => {
    const [a, b] = [await named('pumps'), await named('hoses')];
    await inventory.database.query('UPDATE item_category SET parent_id = $2 WHERE id = $1', [a?.id, b?.id]);
    await inventory.database.query('UPDATE item_category SET parent_id = $2 WHERE id = $1', [b?.id, a?.id]);
    const [tiedA, tiedB] = [await named('pumps'), await named('hoses')];
    expect(tiedA?.itemCount).toBe((a?.itemCount ?? 0) + (b?.itemCount ?? 0));
    expect(tiedB?.itemCount).toBe(tiedA?.itemCount);
    for (const category of [a, b]) await inventory.database.query('UPDATE item_category SET parent_id = $2 WHERE id = $1', [category?.id, category?.parentId]);
  });

  it.each([
    ['parent=', '/parent'],
    ['parent=a-b', '/parent'],
    ['search=', '/search'],
    ['sort=itemCount', '/sort'],
    ['status=active', '/status'],
  ])('refuses ?%s with the pointer %s', async (query, pointer) => {
    const { status, body } = await inventory.api.get(`/public/v1/item-categories?${query}`, mine);
    expect([status, (body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('shows two workspaces no category of each other, by no parent of the other, and one without an inventory none', async () => {
    const ids = new Set((await list('limit=100', theirs)).map(({ id }) => id));
    expect((await list('limit=100')).filter(({ id }) => ids.has(id))).toEqual([]);
    expect(await list(`parent=${(await named('scaffolding'))?.id ?? ''}`, theirs)).toEqual([]);
    expect(await list('', tokenOf('wsp_empty', 'item-categories:read'))).toEqual([]);
  });

  it('/{id} shows the category as the list does, and is 404 for ids of nobody and of another workspace', async () => {
    const [listed] = await list('limit=1');
    expect((await inventory.api.get(`/public/v1/item-categories/${listed?.id ?? ''}`, mine)).body).toEqual(listed);
    const [foreign] = await list('limit=1', theirs);
    for (const id of [foreign?.id ?? '', 'cat_0000000000000000000000', 'cat_', 'whs_1', '%00']) {
      expect([id, (await inventory.api.get(`/public/v1/item-categories/${id}`, mine)).status]).toEqual([id, 404]);
    }
  });
});
