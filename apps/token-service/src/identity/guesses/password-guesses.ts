import { Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { EntityManager } from 'typeorm';
import { blockedForSeconds, type LoginTarget, recordFailure } from './login-failures.js';
import { OneAtATime } from './one-at-a-time.js';

/** Each costs tens of milliseconds of hashing: more than this would wait longer than anybody does. */
const MOST_UNDER_WAY = 200;

/** A password that was not looked at. */
export type NotTried =
  | { readonly outcome: 'blocked'; readonly retryAfterSeconds: number }
  /** Too many at once, of whomever. */
  | { readonly outcome: 'busy' };

/** Where passwords are tried, at the log-in or in a session: all that go wrong count together. */
@Injectable()
export class PasswordGuesses {
  /** Guesses made at once would all be judged before the first of them is counted. */
  private readonly guesses = new OneAtATime();
  private underWay = 0;

  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** One guess for an account from an address: what `guess` says, unless too many went wrong before. Counted where it says `refused`. */
  async run<T extends { readonly outcome: string }>(target: LoginTarget, guess: () => Promise<T>): Promise<T | NotTried> {
    if (this.underWay >= MOST_UNDER_WAY) return { outcome: 'busy' };
    this.underWay += 1;
    try {
      return await this.guesses.run(target.email.toLowerCase(), () => this.tryOne(target, guess));
    } finally {
      this.underWay -= 1;
    }
  }

  private async tryOne<T extends { readonly outcome: string }>(target: LoginTarget, guess: () => Promise<T>): Promise<T | NotTried> {
    const query = queryOf(this.manager);
    const retryAfterSeconds = await blockedForSeconds(query, target);
    if (retryAfterSeconds !== undefined) return { outcome: 'blocked', retryAfterSeconds };
    const result = await guess();
    if (result.outcome === 'refused') await recordFailure(query, target);
    return result;
  }
}
