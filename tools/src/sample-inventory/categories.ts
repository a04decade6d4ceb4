export interface Category {
  /** Slug, unique in the tree; items name it. */
  readonly code: string;
  readonly parentCode: string;
  readonly name: string;
}

/** Two spaces a level; a parent stands before its children. */
const tree = `
construction: Construction equipment
  scaffolding: Scaffolding
    frame-scaffolding: Frame scaffolding
    ringlock-scaffolding: Ringlock scaffolding
    tube-and-coupler: Tubes and couplers
    mobile-towers: Aluminium mobile towers
  access: Access
    ladders: Ladders
    aerial-platforms: Aerial work platforms
  formwork: Formwork and shoring
    steel-props: Steel props
    formwork-panels: Formwork panels and beams
    formwork-accessories: Formwork accessories
  lifting: Lifting and rigging
    hoists: Hoists and winches
    slings: Slings
    shackles: Shackles and lifting hardware
    jacks: Jacks and machine skates
  handling: Material handling
    pallet-trucks: Pallet trucks and stackers
    forklifts: Forklifts and telehandlers
  earthmoving: Earthmoving and compaction
    excavators: Excavators and loaders
    compaction: Compaction
  concrete: Concrete work
    concrete-mixing: Mixing and pouring
    concrete-vibration: Vibrators
    concrete-finishing: Cutting and finishing
  power-tools: Power tools
    drilling: Drilling and breaking
    grinding: Grinding and cutting
    woodworking: Woodworking
    welding: Welding
  fluids-and-air: Pumps and compressed air
    pumps: Pumps
    hoses: Hoses
    compressors: Compressors
    air-tools: Air tools
  survey: Surveying and layout
    survey-instruments: Levels and total stations
    survey-accessories: Survey accessories
events: Event equipment
  tents: Tents and structures
    sarnafil-tents: Sarnafil tents
    hall-tents: Hall and folding tents
    tent-accessories: Tent accessories
  staging: Staging and truss
    stage-decks: Stage decks
    truss: Aluminium truss
    stage-rigging: Stage rigging
  sound: Sound
    loudspeakers: Loudspeakers
    mixers: Mixing consoles
    microphones: Microphones and DI
    sound-cables: Sound cables and stands
  lighting: Lighting
    moving-lights: Moving lights
    fixed-lights: Fixed fixtures
    lighting-control: Control and dimming
    effects: Effects
  video: Video
    led-walls: LED walls
    projection: Projection
    displays: Displays
    video-signal: Cameras and signal
  furniture: Furniture
    chairs: Chairs
    tables: Tables
    linens: Linens
    lounge: Lounge
  catering: Catering equipment
    buffet: Buffet
    tableware: Tableware
    kitchen: Kitchen and beverages
  decor: Decor
    carpets: Carpets and flooring
    drapes: Drapes and backdrops
  crowd-control: Crowd control
    barriers: Barriers
    stanchions: Stanchions and ropes
  communications: Communications
    radios: Two-way radios
    intercoms: Intercoms and interpretation
power-and-climate: Power and climate
  generators: Generators
  distribution: Power distribution
  power-cables: Power cables
  site-lighting: Lighting towers and work lights
  cooling: Cooling and ventilation
site: Site and safety
  site-facilities: Site facilities
    containers: Containers and cabins
    sanitation: Sanitation and water
    fencing: Fencing
  safety: Safety
    head-and-face: Head and face protection
    fall-protection: Fall protection
    workwear: Workwear and footwear
    traffic: Traffic and signs
    fire-and-first-aid: Fire and first aid
transport: Transport and packing
  cases: Cases and racks
  load-securing: Load securing
  trolleys: Trolleys and pallets
supplies: Sale goods and consumables
  tapes: Tapes
  batteries: Batteries
  blades-and-bits: Blades and bits
  fixings: Fixings and cable ties
  fluids: Fuels, oils and effect fluids
`;

export const categories: readonly Category[] = readTree(tree);

function readTree(text: string): Category[] {
  const path: string[] = [];
  return text.trim().split('\n').map((line) => {
    const [, indent = '', code = '', name = ''] = /^( *)([a-z-]+): (.+)$/.exec(line) ?? [];
    path.length = indent.length / 2;
    const parentCode = path.at(-1) ?? '';
    path.push(code);
    return { code, parentCode, name };
  });
}
