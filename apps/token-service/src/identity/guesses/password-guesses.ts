import { Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { EntityManager } from 'typeorm';
import { blockedForSeconds, inSession, type LoginTarget, recordFailure } from './login-failures.js';
import { OneAtATime } from './one-at-a-time.js';

/** Each costs tens of milliseconds of hashing: more than this would wait longer than anybody does. */
const MOST_UNDER_WAY = 200;

/** A password that was not looked at. */
export type NotTried =
  | { readonly outcome: 'blocked'; readonly retryAfterSeconds: number }
  /** Too many at once, of whomever. */
  | { readonly outcome: 'busy' };

/**
 * Where passwords are tried. Those of people in a session are admitted by themselves: log-ins, which anybody may fail at,
 * keep nobody in a session from saying their password.
 */
@Injectable()
export class PasswordGuesses {
  private readonly logIns = new Queue();
  private readonly inSessions = new Queue();

  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** A guess at a log-in: what `guess` says, unless too many went wrong before. Counted where it says `refused`. */
  run<T extends { readonly outcome: string }>(target: LoginTarget, guess: () => Promise<T>): Promise<T | NotTried> {
    return this.logIns.admit(target, () => this.tryOne(target, guess, []));
  }

  /** The same in a session of the account's person. One that goes wrong counts as a failed log-in as well. */
  runInSession<T extends { readonly outcome: string }>(target: LoginTarget, guess: () => Promise<T>): Promise<T | NotTried> {
    return this.inSessions.admit(target, () => this.tryOne(inSession(target), guess, [target]));
  }

  private async tryOne<T extends { readonly outcome: string }>(target: LoginTarget, guess: () => Promise<T>, alsoCounted: readonly LoginTarget[]): Promise<T | NotTried> {
    const query = queryOf(this.manager);
    const retryAfterSeconds = await blockedForSeconds(query, target);
    if (retryAfterSeconds !== undefined) return { outcome: 'blocked', retryAfterSeconds };
    const result = await guess();
    if (result.outcome === 'refused') for (const counted of [target, ...alsoCounted]) await recordFailure(query, counted);
    return result;
  }
}

/** So many guesses, those for one account one after the other: made at once, all would be judged before the first is counted. */
class Queue {
  private readonly guesses = new OneAtATime();
  private underWay = 0;

  async admit<T>({ email }: LoginTarget, guess: () => Promise<T | NotTried>): Promise<T | NotTried> {
    if (this.underWay >= MOST_UNDER_WAY) return { outcome: 'busy' };
    this.underWay += 1;
    try {
      return await this.guesses.run(email.toLowerCase(), guess);
    } finally {
      this.underWay -= 1;
    }
  }
}
