import type { OidcRefusal } from "../../lib/contracts/session.ts";

/** Why somebody is not let in through the identity provider; the sign-in page has a sentence for each. */
export class OidcRefused extends Error {
  readonly why: OidcRefusal;

  constructor(why: OidcRefusal, cause?: unknown) {
    super(`Signing in through the identity provider was refused: ${why}`, { cause });
    this.name = "OidcRefused";
    this.why = why;
  }
}
