import type { Family } from '../family.js';
import { accessAndFormwork } from './access-and-formwork.js';
import { crowdAndPower } from './crowd-and-power.js';
import { heavyAndConcrete } from './heavy-and-concrete.js';
import { hospitality } from './hospitality.js';
import { liftingAndHandling } from './lifting-and-handling.js';
import { lightingAndVideo } from './lighting-and-video.js';
import { scaffolding } from './scaffolding.js';
import { siteAndSupplies } from './site-and-supplies.js';
import { sound } from './sound.js';
import { tentsAndStaging } from './tents-and-staging.js';
import { toolsAndFluids } from './tools-and-fluids.js';

export const families: readonly Family[] = [
  ...scaffolding,
  ...accessAndFormwork,
  ...liftingAndHandling,
  ...heavyAndConcrete,
  ...toolsAndFluids,
  ...tentsAndStaging,
  ...sound,
  ...lightingAndVideo,
  ...hospitality,
  ...crowdAndPower,
  ...siteAndSupplies,
];
