/** Where a file goes to. */
export interface Sink {
  readonly write: (piece: Uint8Array) => Promise<void>;
  /** From now on it is there. */
  readonly close: () => Promise<void>;
  /** It never was. */
  readonly discard: () => Promise<void>;
}

/** The File System Access API, which not every browser has. */
interface SavesFiles {
  readonly showSaveFilePicker: (options: { readonly suggestedName: string }) => Promise<{ readonly createWritable: () => Promise<FileSystemWritableFileStream> }>;
}

const savesFiles = (page: object): page is SavesFiles => 'showSaveFilePicker' in page && typeof page.showSaveFilePicker === 'function';

/**
 * Straight to the disk where the browser lets us, else through memory to its downloads.
 *
 * @throws DOMException AbortError where the person chose no file
 */
export async function openSink(name: string, mediaType: string): Promise<Sink> {
  if (!savesFiles(window)) return throughMemory(name, mediaType);
  const file = await (await window.showSaveFilePicker({ suggestedName: name })).createWritable();
  // A piece may lie in memory that is shared, as the type has it: it does not here.
  return { write: (piece) => file.write(new Uint8Array(piece)), close: () => file.close(), discard: () => file.abort() };
}

function throughMemory(name: string, type: string): Sink {
  const pieces: BlobPart[] = [];
  return {
    write: (piece) => {
      pieces.push(new Uint8Array(piece));
      return Promise.resolve();
    },
    close: () => {
      save(new Blob(pieces, { type }), name);
      return Promise.resolve();
    },
    discard: () => {
      pieces.length = 0;
      return Promise.resolve();
    },
  };
}

/** Long enough for the browser to have begun to read it. */
const FORGOTTEN_AFTER_MS = 60_000;

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(address); }, FORGOTTEN_AFTER_MS);
}
