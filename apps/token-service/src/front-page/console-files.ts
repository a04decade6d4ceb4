import { globSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';

/** Where `vite build` leaves it; as far away from the sources as from their build. */
const BUILD = fileURLToPath(new URL('../../../admin-console/dist/', import.meta.url));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file of the console, as it is and as most browsers want it (RFC 9110 §8.4.1.3). */
export interface ConsoleFile {
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
  /** Its name holds a hash of its content: under this name there will never be another. */
  readonly isImmutable: boolean;
}

/** The built console, read once and kept in memory (about 2 MB): no path of a request ever reaches the file system. */
export class ConsoleFiles {
  private readonly files = new Map<string, ConsoleFile>();
  /** undefined: the console was not built. */
  readonly index: string | undefined;

  /** @param folder of the build, with a slash at its end */
  constructor(folder = BUILD) {
    for (const name of globSync('**/*.{js,css,svg}', { cwd: folder })) this.files.set(`/${name}`, fileOf(folder, name));
    this.index = globSync('index.html', { cwd: folder }).map((name) => readFileSync(folder + name, 'utf8'))[0];
  }

  /** @param path of the address, e.g. `/assets/index-x.js` */
  find(path: string): ConsoleFile | undefined {
    return this.files.get(path);
  }
}

function fileOf(folder: string, name: string): ConsoleFile {
  const bytes = readFileSync(folder + name);
  return { bytes, gzipped: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }), mediaType: MEDIA_TYPES[extname(name)] ?? 'application/octet-stream', isImmutable: name.startsWith('assets/') };
}
