/** A ref for what takes the place of the part that had the focus, so that a keyboard goes on there. Called as it appears, and with null as it goes. */
export const focusOnce = (element: HTMLElement | null): void => { element?.focus(); };
