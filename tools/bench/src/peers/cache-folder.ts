import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what is downloaded stays between runs; the broker's jars of the tests as well. */
export const CACHE_FOLDER = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'portcullis');
