import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultOrder } from '../preloads/fault-handle.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { World } from '../world/world.js';

/** Has a process do something to itself: see preloads/. */
export function giveOrder({ folder }: World, service: ServiceProcess, order: FaultOrder): void {
  writeFileSync(join(folder, `${service.name.replace(' ', '-')}.fault`), JSON.stringify(order));
  service.signal('SIGUSR2');
}
