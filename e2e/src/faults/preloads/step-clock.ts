// Loaded before a service: steps the clocks of this one process, and never the system's.
import { onFaultOrder } from './fault-handle.js';

let wallMs = 0;
let monotonicMs = 0;
const wall = Date.now.bind(Date);
const monotonic = performance.now.bind(performance);
Date.now = () => wall() + wallMs;
performance.now = () => monotonic() + monotonicMs;

onFaultOrder((order) => {
  wallMs += order.wallMs ?? 0;
  monotonicMs += order.monotonicMs ?? 0;
});
