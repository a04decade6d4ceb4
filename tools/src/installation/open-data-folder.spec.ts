import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOurs, openDataFolder } from './open-data-folder.js';
import { dataFolder } from './places.js';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'portcullis-folder-'));
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

function folderAt(name: string): ReturnType<typeof dataFolder> {
  return dataFolder({ DATA_DIR: join(parent, name) });
}

describe('a data folder', () => {
  it('is made with its parents, closed to other users, and known again', () => {
    const folder = folderAt('deep/data');
    expect(isOurs(folder)).toBe(false);
    openDataFolder(folder);
    openDataFolder(folder);
    expect(isOurs(folder)).toBe(true);
    expect(statSync(folder.path).mode & 0o066).toBe(0);
    for (const closed of [folder.logs, folder.session, folder.kafka]) expect(statSync(closed).mode & 0o077).toBe(0);
  });

  it('made by another version is refused with what to do', () => {
    const folder = folderAt('data');
    openDataFolder(folder);
    writeFileSync(folder.version, '7\n');
    expect(() => {
      openDataFolder(folder);
    }).toThrow(/made by another version of Portcullis \(layout 7; this one reads 1\).*DATA_DIR.*reset/);
    expect(readFileSync(folder.version, 'utf8')).toBe('7\n');
  });

  it('is never one that holds somebody else\'s files', () => {
    writeFileSync(join(parent, 'thesis.txt'), '');
    expect(() => {
      openDataFolder(folderAt('.'));
    }).toThrow(/is not empty and holds no data of Portcullis/);
  });

  it('may be an empty folder, or a new disk', () => {
    mkdirSync(join(parent, 'disk/lost+found'), { recursive: true });
    openDataFolder(folderAt('disk'));
    expect(isOurs(folderAt('disk'))).toBe(true);
  });

  it('where a file stands is refused in one line', () => {
    writeFileSync(join(parent, 'file'), '');
    for (const name of ['file', 'file/below']) {
      expect(() => {
        openDataFolder(folderAt(name));
      }).toThrow(/^The data folder \S+ cannot be used: a file stands where a folder is needed\.$/);
    }
  });

  it('is read from the repository where DATA_DIR is relative or missing', () => {
    expect(dataFolder({}).path).toMatch(/\/\.data$/);
    expect(dataFolder({ DATA_DIR: 'elsewhere' }).path).toBe(dataFolder({}).path.replace(/\.data$/, 'elsewhere'));
  });
});
