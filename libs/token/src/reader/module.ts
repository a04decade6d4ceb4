import { type Code, Local, unsigned } from './instructions.js';

type Value = 'i32' | 'v128' | 'string';
const TYPES: Readonly<Record<Value, number>> = { i32: 0x7f, v128: 0x7b, string: 0x6f };
const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const SECTIONS = { types: 1, imports: 2, functions: 3, exports: 7, codes: 10 } as const;

/** The parameters and variables of one function, as they are asked for. */
export class Locals {
  readonly variables: Value[] = [];

  constructor(readonly parameters: readonly Value[]) {}

  parameter(index: number): Local {
    return new Local(index);
  }

  variable(type: Value): Local {
    this.variables.push(type);
    return new Local(this.parameters.length + this.variables.length - 1);
  }

  several(count: number, type: Value): readonly Local[] {
    return Array.from({ length: count }, () => this.variable(type));
  }
}

export interface WasmFunction {
  readonly name: string;
  readonly locals: Locals;
  readonly results: readonly Value[];
  readonly code: Code;
}

/**
 * The bytes of a module (WebAssembly Core 2.0, §5.5) that exports these functions, and imports `charCodeAt` of the
 * engine's own string functions (JS String Builtins) and the memory that all of them use, of one page.
 */
export function moduleBytes(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = [functionType(['string', 'i32'], ['i32']), ...functions.map(({ locals, results }) => functionType(locals.parameters, results))];
  const imports = [
    [...name('wasm:js-string'), ...name('charCodeAt'), 0, 0],
    [...name('memory'), ...name('page'), 2, 1, 1, 1],
  ];
  return Uint8Array.from([
    ...PREAMBLE,
    ...section(SECTIONS.types, types),
    ...section(SECTIONS.imports, imports),
    ...section(SECTIONS.functions, functions.map((_, at) => unsigned(at + 1))),
    ...section(SECTIONS.exports, functions.map((one, at) => [...name(one.name), 0, ...unsigned(at + 1)])),
    ...section(SECTIONS.codes, functions.map(({ locals, code }) => sized([...list(locals.variables.map((type) => [1, TYPES[type]])), ...code, 0x0b]))),
  ]);
}

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];
const name = (text: string): Code => sized(Array.from(text, (character) => character.charCodeAt(0)));

function functionType(parameters: readonly Value[], results: readonly Value[]): Code {
  return [0x60, ...list(parameters.map((type) => [TYPES[type]])), ...list(results.map((type) => [TYPES[type]]))];
}
