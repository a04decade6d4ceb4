/** An instant as it stands in an envelope: RFC 3339, UTC, exactly three decimals, as `2026-11-23T05:00:00.000Z`. */
export type Timestamp = string;
