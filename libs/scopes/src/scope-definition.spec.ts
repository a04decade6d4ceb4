import { describe, expect, it } from '@jest/globals';
import { isScope, type LocalizedText, scopeBit, type ScopeDefinition, SCOPES } from './index.js';

/** The order is the contract: a scope's place is its bit in every replica. New scopes go behind the last. */
const ORDER = [
  'company:read',
  'items:read',
  'items:create',
  'items:update',
  'items:delete',
  'warehouses:read',
  'item-categories:read',
  'stock-reports:read',
  'renters:read',
  'renters:create',
  'renters:update',
  'renters:delete',
  'rents:read',
  'rents:create',
  'rents:update',
  'rents:delete',
  'webhooks:read',
  'webhooks:manage',
  'notifications:read',
  'notifications:manage',
  'instance:read',
  'instance:manage',
  'kiosk:scan',
  'api_token:manage',
  'audit:read',
];

describe('the catalogue of scopes', () => {
  it('has every scope in its place for good', () => {
    expect(SCOPES.map(({ scope }) => scope)).toEqual(ORDER);
    expect(SCOPES.map(({ scope }) => scopeBit(scope))).toEqual(ORDER.map((_, index) => index));
  });

  it('fits the 32 bits that a replica keeps for each token', () => {
    expect(SCOPES.length).toBeLessThanOrEqual(32);
  });

  it('names each scope by its resource and its action', () => {
    for (const { scope, resource, action } of SCOPES) expect(`${resource}:${action}`).toBe(scope);
    expect(SCOPES.find(({ scope }) => scope === 'item-categories:read')).toMatchObject({ resource: 'item-categories', action: 'read' });
  });

  it('has class read for exactly those scopes that only look', () => {
    const looking = SCOPES.filter(({ action }) => action === 'read');
    expect(SCOPES.filter((definition) => definition.class === 'read')).toEqual(looking);
  });

  it('sets apart what reaches beyond a workspace’s own records', () => {
    const special = SCOPES.filter((definition) => definition.class === 'special');
    expect(special.map(({ scope }) => scope)).toEqual(['instance:manage', 'kiosk:scan', 'api_token:manage']);
  });

  it('lets no OAuth app be given a scope over tokens, the audit history, the installation or a device', () => {
    const withheld = SCOPES.filter(({ oauthGrantable }) => !oauthGrantable);
    expect(withheld.map(({ scope }) => scope)).toEqual(['instance:read', 'instance:manage', 'kiosk:scan', 'api_token:manage', 'audit:read']);
  });
});

describe('the texts of the scopes', () => {
  const texts = (pick: (definition: ScopeDefinition) => LocalizedText): readonly string[] =>
    SCOPES.flatMap((definition) => [pick(definition).en, pick(definition).id]);

  it('has a title of its own for every scope in both languages', () => {
    const titles = texts(({ title }) => title);
    expect(titles.every((title) => title.length >= 5 && title.length <= 40)).toBe(true);
    expect(new Set(titles).size).toBe(2 * SCOPES.length);
  });

  it('describes every scope in whole sentences in both languages', () => {
    const descriptions = texts(({ description }) => description);
    expect(descriptions.filter((description) => !/^\p{Lu}.+\.$/u.test(description))).toEqual([]);
    expect(new Set(descriptions).size).toBe(2 * SCOPES.length);
  });
});

describe('recognising a scope', () => {
  it('takes every scope of the catalogue and nothing that only looks like one', () => {
    expect(ORDER.every(isScope)).toBe(true);
    const strangers = ['', 'items', 'items:', 'items:manage', 'ITEMS:READ', ' items:read', 'items:read ', '*', 'items:*', 'constructor', '__proto__'];
    expect(strangers.filter(isScope)).toEqual([]);
  });
});
