const JSON_TYPE = 'Content-Type: application/json';
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Bodies that are no JSON a route could read: each is refused as a whole. */
export const unreadableBodies: readonly (readonly [what: string, body: string | Buffer])[] = [
  ['broken JSON', '{"name":'],
  ['two documents', '{}{}'],
  ['a comment', '{/* */}'],
  ['a single quote', "{'name':'x'}"],
  ['NaN', '{"name":NaN}'],
  ['a number with a leading zero', '{"name":01}'],
  ['a raw control character', '{"name":"\u0001"}'],
  ['a byte order mark in UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
  ['bytes that are not UTF-8', Buffer.from('7b226e616d65223a22ff227d', 'hex')],
  ['UTF-8 that is too long for its character', Buffer.from('7b226e616d65223a22c080227d', 'hex')],
  ['a surrogate in UTF-8', Buffer.from('7b226e616d65223a22eda080227d', 'hex')],
  ['10,000 levels of lists', deep(10_000)],
  ['10,000 levels of objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ['33 levels', `{"name":${deep(33)}}`],
  ['__proto__', '{"__proto__":{"admin":true}}'],
  ['__proto__ in escapes', String.raw`{"\u005f_proto__":{"admin":true}}`],
  ['__proto__ deep inside', '{"metadata":{"a":{"__proto__":1}}}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}'],
];

/** JSON that is no object. */
export const otherJson: readonly (readonly [what: string, body: string])[] = [
  ['null', 'null'],
  ['a list', '[]'],
  ['a list of objects', '[{}]'],
  ['a number', '1'],
  ['a text', '"name"'],
  ['true', 'true'],
];

/** Members that no route has, and the pointer to each. */
export const unknownMembers: readonly (readonly [what: string, member: string, pointer: string])[] = [
  ['a plain name', 'unknown', '/unknown'],
  ['constructor', 'constructor', '/constructor'],
  ['prototype', 'prototype', '/prototype'],
  ['hasOwnProperty', 'hasOwnProperty', '/hasOwnProperty'],
  ['an empty name', '', '/'],
  ['a name with a slash and a tilde', 'ro/le~', '/ro~1le~0'],
  ['a name with NUL', String.raw`a\u0000`, '/a\u0000'],
  ['a lone surrogate', String.raw`\ud800`, '/\ud800'],
  ['somebody else\'s workspace', 'workspaceId', '/workspaceId'],
];

/** JSON that no field is. Odd texts are still texts: a password may be one. */
export const wrongValues: readonly (readonly [what: string, json: string, isOddText: boolean])[] = [
  ['an object in an object', '{"x":{"y":[]}}', false],
  ['a list in a list', '[[[]]]', false],
  ['a huge number', '1e308', false],
  ['false', 'false', false],
  ['a text with NUL', String.raw`"a\u0000b"`, true],
  ['a lone surrogate', String.raw`"\ud800"`, true],
  ['60,000 characters', `"${'a'.repeat(60_000)}"`, false],
];

/** Bodies of other kinds than a JSON route reads. */
export const foreignBodies: readonly (readonly [what: string, headers: readonly string[], body: string])[] = [
  ['no content type', [], '{}'],
  ['text', ['Content-Type: text/plain'], '{}'],
  ['XML', ['Content-Type: application/xml'], '<a/>'],
  ['a multipart form', ['Content-Type: multipart/form-data; boundary=x'], '--x--'],
  ['JSON of another kind', ['Content-Type: application/merge-patch+json'], '{}'],
  ['a type that only begins as JSON', ['Content-Type: application/jsonp'], '{}'],
  ['a type that is none', ['Content-Type: nonsense'], '{}'],
  ['an empty type', ['Content-Type:'], '{}'],
  ['a compressed body', [JSON_TYPE, 'Content-Encoding: gzip'], '{}'],
  ['UTF-16', ['Content-Type: application/json; charset=utf-16'], '{}'],
];
