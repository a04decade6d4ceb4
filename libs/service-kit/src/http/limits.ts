/** What one request may bring. */
export const BODY_LIMIT_KIB = 64;
/** Headers and address together. */
export const HEADER_LIMIT_KIB = 16;
