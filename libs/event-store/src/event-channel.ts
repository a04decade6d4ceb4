/** The channel on which PostgreSQL notifies of each commit that appended: a wake-up without content, never a guarantee. */
export const EVENT_CHANNEL = 'portcullis_event';
