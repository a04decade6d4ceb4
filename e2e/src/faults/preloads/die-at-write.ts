// Loaded before a service: ends it, as kill -9 does, right before its n-th write to a socket. What a relay does to the
// world it does by such writes, so that n runs through every step of its rounds.
import { Socket } from 'node:net';
import { onFaultOrder } from './fault-handle.js';

let left = Infinity;
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket as its `this` below
const { write } = Socket.prototype;
Socket.prototype.write = function (this: Socket, ...args: Parameters<typeof write>) {
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
  return write.apply(this, args);
} as typeof write;

onFaultOrder(({ dieAtWrite }) => {
  if (dieAtWrite !== undefined) left = dieAtWrite;
});
