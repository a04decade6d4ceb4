/** An Argon2id hash (RFC 9106) with everything that is needed to compute it again. */
export interface Argon2idHash {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** The PHC string format: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, base64 without padding. */
export function formatPhcString(hash: Argon2idHash): string {
  const parameters = `m=${hash.memoryKib},t=${hash.passes},p=${hash.lanes}`;
  return `$argon2id$v=19$${parameters}$${unpadded(hash.salt)}$${unpadded(hash.tag)}`;
}

/** @throws Error where the text is not such a string; the text itself is never in the message. */
export function parsePhcString(text: string): Argon2idHash {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(text) ?? [];
  if (!memory || !passes || !lanes || !salt || !tag) throw new Error('A stored password hash is not a PHC string');
  return {
    memoryKib: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
