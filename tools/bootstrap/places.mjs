import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The Node that Portcullis runs on, from npm. */
export const OWN_NODE = `${ROOT}node_modules/node/bin/node`;
