/**
 * A body that came as `application/x-www-form-urlencoded`. Kept apart from JSON by its type, so that a JSON route sees
 * at once that it got the wrong kind and the gate can look for a token in it (RFC 6750 §2.2, refused here).
 */
export class FormBody {
  constructor(readonly fields: Readonly<Record<string, string | readonly string[]>>) {}
}
