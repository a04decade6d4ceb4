declare global {
  /** By this name libraries that make a style element by themselves look for the nonce (get-nonce, which locks scrolling under a dialog). */
  var __webpack_nonce__: string | undefined;
}

/** Of the style elements that the page may make by itself; token-service draws it anew for each answer. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

globalThis.__webpack_nonce__ = styleNonce();
