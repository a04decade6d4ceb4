/** `inactive` is kept out of the catalogue for a while; `discontinued` is not bought again, and rented out until it is gone. */
export const ITEM_STATUSES = ['active', 'inactive', 'discontinued'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];
