/** What is shown of a token, and so may be searched for. */
export const PREFIX_CHARACTERS = 12;

/** What was typed or pasted, with no more of a token in it than its prefix: it goes into an address, which is kept by many. */
export const withoutSecrets = (text: string): string => text.replaceAll(/pcl_[0-9A-Za-z_]+/g, (found) => found.slice(0, PREFIX_CHARACTERS));
