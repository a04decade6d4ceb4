import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Principal } from '@portcullis/token';
import { Strategy } from 'passport-http-bearer';
import type { Passage } from './passage.js';

export const BEARER_STRATEGY = 'portcullis-bearer';

/** passport-http-bearer over the gate. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, BEARER_STRATEGY) {
  constructor() {
    super({ realm: 'portcullis', passReqToCallback: true });
  }

  validate(passage: Passage, token: string): Principal | Promise<Principal> {
    return passage.gate.admit({ ...passage.at, token });
  }
}
