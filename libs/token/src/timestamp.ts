/**
 * An instant as it stands in events, messages and answers: RFC 3339, UTC, exactly three decimals,
 * as `2026-11-23T05:00:00.000Z`. One form only, so that comparing the text compares the time.
 */
export type Timestamp = string;
