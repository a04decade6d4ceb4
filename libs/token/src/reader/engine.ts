/** Of the JavaScript engine's WebAssembly what is used here: Node's types leave it out, those of browsers bring too much. */
interface Engine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>, options: { readonly builtins: readonly string[] }) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => { readonly buffer: ArrayBuffer };
}

declare const WebAssembly: Engine;

/** A compiled module of moduleBytes. */
export class CompiledModule<Functions extends object> {
  private readonly module: object;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.module = new WebAssembly.Module(bytes, { builtins: ['js-string'] });
  }

  /** The module's functions, with a memory of their own: 64 KiB. */
  instantiate(): { readonly functions: Functions; readonly memory: ArrayBuffer } {
    const page = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const { exports } = new WebAssembly.Instance(this.module, { memory: { page } });
    return { functions: exports as Functions, memory: page.buffer };
  }
}
