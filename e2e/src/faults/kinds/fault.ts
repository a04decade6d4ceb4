import type { History } from '../history/history.js';
import type { SeededRandom } from '../seeded-random.js';
import type { LogKind, World } from '../world/world.js';

/** What can go wrong, done to a world and undone again; afterwards the world has to come back by itself. */
export interface Fault {
  readonly name: string;
  readonly logs: readonly LogKind[];
  inflict(world: World, random: SeededRandom, history: History): Promise<void>;
}

export const EVERY_LOG: readonly LogKind[] = ['kafka', 'embedded'];
