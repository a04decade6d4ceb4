import { Failure } from './failure.mjs';

/** Oldest Node that npm's install and this file were tried under; the project itself then runs on the one it brings. */
const OLDEST_NODE = 20;

/** @throws Failure on a machine that Portcullis does not support. */
export function checkMachine() {
  const { platform, arch } = process;
  if (platform !== 'linux' && platform !== 'darwin') {
    throw new Failure(
      `Portcullis runs on Linux and macOS; this is ${platform}. Use a Linux machine (on Windows: WSL 2).`,
    );
  }
  if (arch !== 'x64' && arch !== 'arm64') {
    throw new Failure(`Portcullis runs on x64 and arm64 processors; this one is ${arch}.`);
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new Failure(
      `Portcullis needs Node ${OLDEST_NODE} or newer to install itself; this is ${process.version}. It brings the Node that it runs on along.`,
    );
  }
}
