import { createRequire } from 'node:module';
import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes, type webcrypto } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Arm } from '../../harness/alternate.js';
import { nsPerCall } from './timed-calls.js';

/** Where the peers are installed. */
export interface JwtPeers {
  readonly folder: string;
}

/** Of fast-jwt 6 what is used here. */
interface FastJwt {
  createSigner(options: { key: string | Buffer; algorithm: string }): (payload: object) => string;
  createVerifier(options: { key: string | Buffer; algorithms: readonly string[]; cache: false }): (token: string) => { sub: string };
}

/** Of jose 6 what is used here. */
interface Jose {
  jwtVerify(token: string, key: KeyObject | webcrypto.CryptoKey, options: { algorithms: readonly string[] }): Promise<{ payload: { sub?: string } }>;
  importSPKI(pem: string, algorithm: string): Promise<webcrypto.CryptoKey>;
}

const TOKENS = 256;
const CALLS = { HS256: 4_000, ES256: 800 } as const;

/** Arms that verify signed tokens of about our scopes and workspace: signature, expiry, algorithm; no cache. */
export async function jwtArms({ folder }: JwtPeers): Promise<Record<string, Arm>> {
  const require = createRequire(pathToFileURL(`${folder}/package.json`));
  const fastJwt = require('fast-jwt') as FastJwt;
  const jose = (await import(pathToFileURL(require.resolve('jose')).href)) as Jose;
  const secret = randomBytes(32);
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const hs256 = signed(fastJwt.createSigner({ key: secret, algorithm: 'HS256' }));
  const es256 = signed(fastJwt.createSigner({ key: pair.privateKey, algorithm: 'ES256' }));
  const joseSecret = createSecretKey(secret);
  const josePublic = await jose.importSPKI(pair.publicKey, 'ES256');
  return {
    jwt_hs256_fast_jwt: synchronous(hs256, CALLS.HS256, fastJwt.createVerifier({ key: secret, algorithms: ['HS256'], cache: false })),
    jwt_es256_fast_jwt: synchronous(es256, CALLS.ES256, fastJwt.createVerifier({ key: pair.publicKey, algorithms: ['ES256'], cache: false })),
    jwt_hs256_jose: asynchronous(hs256, CALLS.HS256, (token) => jose.jwtVerify(token, joseSecret, { algorithms: ['HS256'] })),
    jwt_es256_jose: asynchronous(es256, CALLS.ES256, (token) => jose.jwtVerify(token, josePublic, { algorithms: ['ES256'] })),
  };
}

function signed(sign: (payload: object) => string): string[] {
  const claims = { iss: 'https://issuer.example', workspace: 'wsp_bench00000000000000001', scope: 'company:read items:read warehouses:read item-categories:read' };
  const exp = Math.floor(Date.now() / 1_000) + 86_400;
  return Array.from({ length: TOKENS }, (_, index) => sign({ ...claims, sub: `tok_bench${index}`, exp }));
}

function synchronous(tokens: readonly string[], calls: number, verify: (token: string) => { sub: string }): Arm {
  const drawn = Array.from({ length: calls }, (_, call) => tokens[call % TOKENS] ?? '');
  return () => nsPerCall(drawn, (token) => verify(token).sub.length);
}

/** jose's hashing is done by other threads: the time of all of them counts. */
function asynchronous(tokens: readonly string[], calls: number, verify: (token: string) => Promise<{ payload: { sub?: string } }>): Arm {
  return async () => {
    let characters = 0;
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call += 1) characters += (await verify(tokens[call % TOKENS] ?? '')).payload.sub?.length ?? Number.NaN;
    const { user, system } = process.cpuUsage(before);
    if (!Number.isFinite(characters)) throw new Error('a token was not verified');
    return ((user + system) * 1_000) / calls;
  };
}
