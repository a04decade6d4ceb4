import { describe, expect, it } from '@jest/globals';
import { parseBody, Problem } from '@portcullis/service-kit';
import { issueTokenBody } from './issue-token.body.js';

const least = { name: 'Till 3', scopes: ['items:read'] };

function pointersOf(body: unknown): readonly string[] {
  try {
    parseBody(issueTokenBody, body);
    return [];
  } catch (error) {
    if (error instanceof Problem) return (error.errors ?? []).map(({ pointer }) => pointer);
    throw error;
  }
}

describe('the body of an issue', () => {
  it('needs no more than a name and a scope', () => {
    expect(parseBody(issueTokenBody, least)).toEqual({
      name: 'Till 3',
      scopes: ['items:read'],
      expiresAt: null,
      notBefore: null,
      allowedIps: [],
      description: null,
      metadata: {},
      kind: 'user',
      environment: 'live',
    });
  });

  it('takes null for everything that may be absent and has no default', () => {
    expect(pointersOf({ ...least, expiresAt: null, notBefore: null, allowedIps: null, description: null, metadata: null })).toEqual([]);
  });

  it('takes a bundle for scopes', () => {
    expect(pointersOf({ name: 'x', bundle: 'read-only' })).toEqual([]);
    expect(pointersOf({ name: 'x', bundle: 'read-only', scopes: [] })).toEqual([]);
  });

  it('brings times to UTC milliseconds', () => {
    expect(parseBody(issueTokenBody, { ...least, expiresAt: '2090-01-01T07:00:00+07:00' }).expiresAt).toBe('2090-01-01T00:00:00.000Z');
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['/name', '/scopes']],
    ['nothing that it knows', { x: 1 }, ['/name', '/x', '/scopes']],
    ['no name', { scopes: ['items:read'] }, ['/name']],
    ['a blank name', { ...least, name: ' ' }, ['/name']],
    ['a long name', { ...least, name: 'x'.repeat(101) }, ['/name']],
    ['a name with NUL', { ...least, name: 'a\u0000' }, ['/name']],
    ['no scopes', { name: 'x' }, ['/scopes']],
    ['no scope among the scopes', { name: 'x', scopes: [] }, ['/scopes']],
    ['an unknown scope', { name: 'x', scopes: ['items:read', 'items:eat'] }, ['/scopes/1']],
    ['scopes as text', { name: 'x', scopes: 'items:read' }, ['/scopes']],
    ['an unknown bundle', { name: 'x', bundle: 'everything' }, ['/bundle']],
    ['a time that is none', { ...least, expiresAt: 'tomorrow' }, ['/expiresAt']],
    ['a time as a number', { ...least, notBefore: 1_785_456_000 }, ['/notBefore']],
    ['a bad address', { ...least, allowedIps: ['10.0.0.1', '300.1.1.1'] }, ['/allowedIps/1']],
    ['a long description', { ...least, description: 'x'.repeat(1_001) }, ['/description']],
    ['metadata that is no object', { ...least, metadata: ['x'] }, ['/metadata']],
    ['metadata that is nested', { ...least, metadata: { a: { b: 'c' } } }, ['/metadata/a']],
    ['a long metadata value', { ...least, metadata: { a: 'x'.repeat(501) } }, ['/metadata/a']],
    ['a long metadata key', { ...least, metadata: { ['x'.repeat(65)]: 'a' } }, [`/metadata/${'x'.repeat(65)}`]],
    ['too much metadata', { ...least, metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, ''])) }, ['/metadata']],
    ['another kind', { ...least, kind: 'robot' }, ['/kind']],
    ['another environment', { ...least, environment: 'staging' }, ['/environment']],
    ['a member that is not its own', { ...least, workspaceId: 'wsp_x' }, ['/workspaceId']],
    ['null', null as unknown as object, ['']],
    ['a list', [], ['']],
  ])('with %s is refused with a pointer to it', (_what, body, pointers) => {
    expect(pointersOf(body)).toEqual(pointers);
  });
});
