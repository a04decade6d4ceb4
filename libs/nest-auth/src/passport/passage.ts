import type { Principal } from '@portcullis/token';
import type { IncomingHttpHeaders } from 'node:http';
import type { Admission, TokenAtGate } from '../gate/admission.js';

/**
 * The request as passport sees it: headers and nothing else, so that its strategy finds no token in query or body and
 * leaves its traces here. It carries its gate, since passport keeps one strategy of a name for the whole process, while
 * each application in it has a gate of its own.
 */
export class Passage {
  readonly headers: IncomingHttpHeaders;
  /** Set by @nestjs/passport once the strategy succeeded. */
  principal?: Principal;

  constructor(
    readonly gate: Admission,
    readonly at: TokenAtGate,
  ) {
    this.headers = at.request.headers;
  }
}
