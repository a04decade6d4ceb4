import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { FormBody } from '../http/form-body.js';
import { Problem } from '../problems/problem.js';
import { parseBody, parseForm, parseQuery } from './parse-input.js';
import { jsonPointer } from './pointer.js';

const refusal = (parse: () => unknown): unknown => {
  try {
    return parse();
  } catch (error) {
    return error;
  }
};
const pointers = (schema: z.ZodType, body: unknown): unknown => {
  const refused = refusal(() => parseBody(schema, body));
  return refused instanceof Problem ? refused.errors?.map(({ pointer }) => pointer) : 'accepted';
};

const inner = z.object({ a: z.string() });

describe('unknown members', () => {
  it.each([
    ['at the top', inner, { a: '', x: 1 }, ['/x']],
    ['in an object', z.object({ o: inner }), { o: { a: '', x: 1 } }, ['/o/x']],
    ['in a list', z.object({ o: z.array(inner) }), { o: [{ a: '' }, { a: '', x: 1 }] }, ['/o/1/x']],
    ['in an optional object', z.object({ o: inner.optional() }), { o: { a: '', x: 1 } }, ['/o/x']],
    ['in a nullable object', z.object({ o: inner.nullable() }), { o: { a: '', x: 1 } }, ['/o/x']],
    ['in an object with a default', z.object({ o: inner.default({ a: '' }) }), { o: { a: '', x: 1 } }, ['/o/x']],
    ['in a record', z.record(z.string(), inner), { k: { a: '', x: 1 } }, ['/k/x']],
    ['before a transformation', inner.transform(({ a }) => a), { a: '', x: 1 }, ['/x']],
    ['before a refinement', inner.refine(() => true), { a: '', x: 1 }, ['/x']],
    ['in one of several shapes', z.discriminatedUnion('t', [z.object({ t: z.literal(1) })]), { t: 1, x: 1 }, ['/x']],
    ['where the object names none', z.object({}), { x: 1 }, ['/x']],
    ['by the name of something every object has', inner, { a: '', toString: 1 }, ['/toString']],
  ])('%s are errors with their pointer', (_where, schema: z.ZodType, body, expected) => {
    expect(pointers(schema, body)).toEqual(expected);
  });

  it('are let in where a schema says so', () => {
    expect(parseBody(z.looseObject({ a: z.string() }), { a: '', x: 1 })).toEqual({ a: '', x: 1 });
    expect(parseBody(z.object({ m: z.record(z.string(), z.unknown()) }), { m: { x: { y: 1 } } })).toEqual({ m: { x: { y: 1 } } });
  });

  it('leave refinements and transformations in force', () => {
    const schema = inner.refine(({ a }) => a !== 'no', { path: ['a'] }).transform(({ a }) => a.length);
    expect(parseBody(schema, { a: 'yes' })).toBe(3);
    expect(pointers(schema, { a: 'no' })).toEqual(['/a']);
  });
});

describe('a refusal', () => {
  it('has at most a hundred errors', () => {
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1]));
    expect(pointers(z.object({}), body)).toHaveLength(100);
  });

  it('says what would be right, also where the schema does not', () => {
    const schema = z.object({ text: z.string(), list: z.array(z.string()), kind: z.enum(['user', 'workspace']), own: z.string('Must be mine.') });
    const messages = (body: unknown): unknown => (refusal(() => parseBody(schema, body)) as Problem).errors?.map(({ message }) => message);
    expect(messages({ text: 5, list: 'a', kind: 'robot', own: 5 })).toEqual([
      'Must be a text.',
      'Must be a list.',
      'Must be one of user, workspace.',
      'Must be mine.',
    ]);
    expect(messages({ list: [], kind: 'user', own: '' })).toEqual(['Is missing; must be a text.']);
    expect(messages(undefined)).toEqual(['Is missing; must be a JSON object.']);
    expect(messages([])).toEqual(['Must be a JSON object.']);
  });

  it('never repeats what was sent', () => {
    const refused = refusal(() => parseBody(z.object({ a: z.number(), b: z.enum(['x']), c: z.email() }), { a: 'hush', b: 'hush', c: 'hush' }));
    expect(JSON.stringify((refused as Problem).errors)).not.toContain('hush');
  });
});

describe('the kind of a body', () => {
  const form = new FormBody({ a: 'x' });
  it('has to be the one the route takes', () => {
    expect(parseForm(inner, form)).toEqual({ a: 'x' });
    expect(refusal(() => parseBody(inner, form))).toMatchObject({ status: 415, headers: { accept: 'application/json' } });
    expect(refusal(() => parseForm(inner, { a: 'x' }))).toMatchObject({ status: 415 });
    expect(refusal(() => parseForm(inner, undefined))).toMatchObject({ status: 400, errors: [{ pointer: '/a' }] });
  });
});

describe('a query parameter', () => {
  it('that was repeated is a list, and refused where one is expected', () => {
    expect(refusal(() => parseQuery(z.object({ q: z.string() }), { q: ['a', 'b'] }))).toMatchObject({ errors: [{ pointer: '/q' }] });
  });
});

describe('a pointer', () => {
  it('leads to the member again, whatever its name (RFC 6901)', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        const tokens = jsonPointer(path).split('/').slice(1);
        expect(tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))).toEqual(path);
      }),
    );
  });
});
