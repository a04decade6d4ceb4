/** 128 bits at random, in hex: no two wishes have the same. Also where the page came without TLS, where crypto.randomUUID is not. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
