// A process that brings events into the tree as token-service does, by token-service's own built code, while it is told to:
// for each `true` it catches up, says `ready` and goes on every second; for each `false` it stops and says `stopped`.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from '../../installation/places.js';

interface Follower {
  followAll(): Promise<number>;
}
interface EvidenceModules {
  readonly EvidenceDatabase: new (connectionString: string, logger: { warn(): void }) => object;
  readonly TreeFollower: new (database: object, isStopped: () => boolean) => Follower;
}

/** As token-service. */
const EVERY_MS = 1_000;

async function load(module: string): Promise<EvidenceModules> {
  return (await import(pathToFileURL(join(REPOSITORY, 'apps/token-service/dist/evidence', module)).href)) as EvidenceModules;
}

const { EvidenceDatabase } = await load('evidence-database.js');
const { TreeFollower } = await load('tree/tree-follower.js');
let follows = false;
let following: Promise<void> = Promise.resolve();
const follower = new TreeFollower(new EvidenceDatabase(process.env['DATABASE_URL'] ?? '', { warn: () => undefined }), () => !follows);

async function follow(): Promise<void> {
  while (follows) {
    await delay(EVERY_MS);
    await follower.followAll();
  }
}

async function obey(goOn: boolean): Promise<void> {
  follows = goOn;
  if (!goOn) await following;
  else {
    await follower.followAll();
    following = follow();
  }
  process.send?.(goOn ? 'ready' : 'stopped');
}

process.on('message', (goOn: boolean) => void obey(goOn));
process.on('disconnect', () => process.exit());
