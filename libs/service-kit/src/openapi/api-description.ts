/** What the document says of the whole API. */
export interface ApiDescription {
  /** Title of the document and of the page: `Portcullis token-service`. */
  readonly title: string;
  /** CommonMark. */
  readonly description: string;
  /** Of the API, as in semantic versioning. */
  readonly version: string;
}

/** Nest token of the ApiDescription. */
export const API_DESCRIPTION = Symbol('portcullis.api-description');
