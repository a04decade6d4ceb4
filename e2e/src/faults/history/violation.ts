/** What the suite proves, in the words in which it tells of a breach. */
export type Guarantee =
  | 'no accept after a confirmed revocation'
  | 'no accept after a confirmed disabling'
  | 'no accept of a secret after its end'
  | 'no accept of what a token does not open'
  | 'no refusal of a confirmed token while fresh'
  | 'no workspace sees what is another’s'
  | 'no count above the calls made'
  | 'no count below the calls made'
  | 'only documented answers';

export interface Violation {
  readonly guarantee: Guarantee;
  readonly detail: string;
}
