import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no disk of our own can be mounted here; undefined where it can. */
export function cannotMount(): string | undefined {
  if (process.platform !== 'linux') return 'it takes tmpfs, which only Linux has';
  if (process.getuid?.() !== 0) return 'it takes root, to mount a disk';
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-mount-'));
  try {
    new SmallDisk(folder).unmount();
    return undefined;
  } catch {
    return 'root may not mount a disk here, as in most containers';
  } finally {
    rmdirSync(folder);
  }
}

/** A disk in memory, whose size can be changed while it is used; it takes a folder's place. */
export class SmallDisk {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    run('mount', '-t', 'tmpfs', '-o', 'size=600m', 'tmpfs', folder);
  }

  /** Leaves this many bytes, give or take a page. */
  leave(bytes: number): void {
    const { blocks, bfree, bsize } = statfsSync(this.folder);
    this.remount(`size=${(blocks - bfree) * bsize + bytes}`);
  }

  readOnly(): void {
    this.remount('ro');
  }

  writable(): void {
    this.remount('rw');
  }

  unmount(): void {
    // Lazily: a process that is just ending may still be in it.
    run('umount', '--lazy', this.folder);
  }

  private remount(option: string): void {
    run('mount', '-o', `remount,${option}`, this.folder);
  }
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}
