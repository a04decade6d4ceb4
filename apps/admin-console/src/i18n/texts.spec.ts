import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** The folders that have texts; each is a namespace. */
const namespaces = globSync('*/texts', { cwd: SOURCES }).map(dirname).sort();
const files = globSync('**/*.{ts,tsx}', { cwd: SOURCES }).filter((file) => !/\.spec(-kit)?\.ts$/.test(file));

/** `list.title` and so on; of a plural, its name without the number. */
function keysOf(namespace: string, language: string): readonly string[] {
  const flatten = (value: unknown, path: string): string[] => (typeof value === 'string' ? [path] : Object.entries(value as object).flatMap(([key, below]) => flatten(below, path === '' ? key : `${path}.${key}`)));
  const text = readFileSync(join(SOURCES, namespace, 'texts', `${language}.json`), 'utf8');
  return [...new Set(flatten(JSON.parse(text), '').map((key) => key.replace(PLURAL, '')))].sort();
}

const parse = (file: string): ts.SourceFile => ts.createSourceFile(file, readFileSync(join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => { walk(child, visit); });
}

/** A text that might be a key, and where `${…}` stands in it anything but a dot. */
function patternsIn(file: string): readonly RegExp[] {
  const found: string[] = [];
  walk(parse(file), (node) => {
    if (ts.isStringLiteralLike(node)) found.push(escaped(node.text));
    if (ts.isTemplateExpression(node)) found.push(templatePattern(node));
  });
  return found.map((source) => new RegExp(`^${source}$`));
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** The keys that an argument may come to, as sources of patterns: of a choice both; what a template or a condition reads is none. */
function keysIn(argument: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(argument)) return [escaped(argument.text)];
  if (ts.isTemplateExpression(argument)) return [templatePattern(argument)];
  if (ts.isConditionalExpression(argument)) return [...keysIn(argument.whenTrue), ...keysIn(argument.whenFalse)];
  return [];
}

const templatePattern = ({ head, templateSpans }: ts.TemplateExpression): string => escaped(head.text) + templateSpans.map(({ literal }) => `[^.]+${escaped(literal.text)}`).join('');

/** What is given to `t`, with the namespace of the component around it. */
function asked(file: string): readonly { readonly namespace: string; readonly pattern: RegExp }[] {
  const calls: { namespace: string; pattern: RegExp }[] = [];
  let around = 'app';
  walk(parse(file), (node) => {
    if (!ts.isCallExpression(node)) return;
    const [first] = node.arguments;
    if (node.expression.getText() === 'useTranslation') around = first !== undefined && ts.isStringLiteralLike(first) ? first.text : 'app';
    if (node.expression.getText() !== 't' || first === undefined) return;
    for (const source of keysIn(first)) {
      const [namespace, key] = source.includes(':') ? source.split(':') : [around, source];
      calls.push({ namespace: namespace ?? '', pattern: new RegExp(`^${key ?? ''}$`) });
    }
  });
  return calls;
}

describe('the texts', () => {
  it.each(namespaces)('of %s are the same in both languages', (namespace) => {
    expect(keysOf(namespace, 'id')).toEqual(keysOf(namespace, 'en'));
  });

  it.each(namespaces)('of %s are all used', (namespace) => {
    const patterns = files.flatMap(patternsIn);
    const used = (key: string): boolean => patterns.some((pattern) => pattern.test(key) || pattern.test(`${namespace}:${key}`));
    expect(keysOf(namespace, 'en').filter((key) => !used(key) && !key.startsWith('codes.'))).toEqual([]);
  });

  it('that a component asks for are there', () => {
    const missing = files.flatMap((file) => asked(file).filter(({ namespace, pattern }) => !namespaces.includes(namespace) || !keysOf(namespace, 'en').some((key) => pattern.test(key))).map(({ namespace, pattern }) => `${file}: ${namespace}:${pattern.source}`));
    expect(missing).toEqual([]);
  });
});

/** Attributes that people read or hear. */
const SAID = new Set(['label', 'title', 'placeholder', 'description', 'aria-label', 'alt', 'error', 'intro']);

describe('a component', () => {
  it.each(files.filter((file) => file.endsWith('.tsx')))('has no words of its own: %s', (file) => {
    const words: string[] = [];
    walk(parse(file), (node) => {
      // What programs say is the same in every language.
      if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text) && !node.parent.getText().startsWith('<Code>')) words.push(node.text.trim());
      if (ts.isJsxAttribute(node) && SAID.has(node.name.getText()) && node.initializer !== undefined && ts.isStringLiteral(node.initializer)) words.push(node.getText());
    });
    expect(words).toEqual([]);
  });

  it('of each namespace has both files', () => {
    for (const namespace of namespaces) expect(globSync(join(SOURCES, namespace, 'texts/*.json')).map((file) => basename(file)).sort()).toEqual(['en.json', 'id.json']);
  });
});
