/** The same place from tools/src and from tools/dist. */
export const SAMPLE_DATA_FOLDER = new URL('../../../apps/inventory-public-api/sample-data/', import.meta.url);
