import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Query } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { ServiceLog, tooManyRequests, unavailable } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { ChangeStream } from './change-stream.js';
import { type Following, newestPositions } from './newest-positions.js';

const LOOK_EVERY_MS = 500;
const MOST = 500;
/** A person's pages in several windows; each follows only while it can be seen. */
const MOST_OF_A_SESSION = 10;
const AGAIN_AFTER_S = 10;

/** Those who follow their workspace through this process. The database is looked at only while there is one. */
@Injectable()
export class FollowedWorkspaces implements OnModuleDestroy {
  private readonly query: Query;
  private readonly followers = new Map<ChangeStream, Following>();
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    dataSource: DataSource,
    private readonly log: ServiceLog,
  ) {
    this.query = queryOf(dataSource.manager);
  }

  /** @throws Problem 429 where the session follows often enough, 503 where the process has no place or is stopping */
  follow(following: Following): ChangeStream {
    const ofSession = [...this.followers.values()].filter(({ sessionId }) => sessionId === following.sessionId).length;
    if (ofSession >= MOST_OF_A_SESSION) throw tooManyRequests(AGAIN_AFTER_S, `This session follows changes ${MOST_OF_A_SESSION} times already.`);
    if (this.isOver || this.followers.size >= MOST) throw unavailable('followers_busy', 'This process tells as many of changes as it can. Ask for the lists themselves meanwhile.', AGAIN_AFTER_S);
    const stream = new ChangeStream(() => this.followers.delete(stream));
    this.followers.set(stream, following);
    if (this.timer === undefined) this.lookIn(0);
    return stream;
  }

  /** Before the server waits for its last answers: these would never come to an end. */
  onModuleDestroy(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    for (const stream of this.followers.keys()) stream.end();
  }

  private lookIn(ms: number): void {
    this.timer = setTimeout(() => {
      void this.look().finally(() => {
        this.timer = undefined;
        if (this.followers.size > 0 && !this.isOver) this.lookIn(LOOK_EVERY_MS);
      });
    }, ms);
  }

  private async look(): Promise<void> {
    const asked = [...this.followers];
    try {
      const positions = await newestPositions(this.query, asked.map(([, following]) => following));
      for (const [stream, { sessionId }] of asked) tell(stream, positions.get(sessionId));
    } catch (error) {
      // Whoever follows hears nothing meanwhile, and asks again by itself once in a while.
      this.log.warn({ err: error }, 'could not look for changes to tell of');
    }
  }
}

function tell(stream: ChangeStream, position: number | undefined): void {
  if (position === undefined) stream.endWithSession();
  else stream.tell(position);
}
