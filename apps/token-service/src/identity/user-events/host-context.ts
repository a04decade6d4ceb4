import type { AppendContext } from '@portcullis/event-store';
import { createId } from '@portcullis/service-kit';

/** Who the events say it was where a command of the server's own host did it: whoever may run it there. */
export function hostContext(): AppendContext {
  return { actor: { type: 'system', id: 'command-line' }, requestId: createId('req_') };
}
