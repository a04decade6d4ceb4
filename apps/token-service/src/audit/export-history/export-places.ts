import { Injectable } from '@nestjs/common';
import { tooManyRequests, unavailable } from '@portcullis/service-kit';

/** Each holds a page of rows and asks for the next: so many leave the service and its database to those who change tokens. */
const MOST = 4;
const MOST_OF_A_WORKSPACE = 2;
const AGAIN_AFTER_S = 30;

/** How many exports this process makes at once. */
@Injectable()
export class ExportPlaces {
  private readonly taken = new Map<string, number>();

  /**
   * @returns gives the place back
   * @throws Problem 429 where the workspace has its share, 503 where there is no place at all
   */
  take(workspaceId: string): () => void {
    const ofWorkspace = this.taken.get(workspaceId) ?? 0;
    if (ofWorkspace >= MOST_OF_A_WORKSPACE) throw tooManyRequests(AGAIN_AFTER_S, `${MOST_OF_A_WORKSPACE} exports of this workspace are under way.`);
    if (this.count() >= MOST) throw unavailable('exports_busy', 'As many exports as this process makes at once are under way.', AGAIN_AFTER_S);
    this.taken.set(workspaceId, ofWorkspace + 1);
    let isBack = false;
    return () => {
      if (!isBack) this.giveBack(workspaceId);
      isBack = true;
    };
  }

  private count(): number {
    return [...this.taken.values()].reduce((sum, one) => sum + one, 0);
  }

  private giveBack(workspaceId: string): void {
    const left = (this.taken.get(workspaceId) ?? 0) - 1;
    if (left > 0) this.taken.set(workspaceId, left);
    else this.taken.delete(workspaceId);
  }
}
