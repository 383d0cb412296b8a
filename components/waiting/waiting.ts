import type { Severity } from "../../lib/contracts/common.ts";

/** One thing that waits for a person. */
export interface WaitingItem {
  readonly key: string;
  readonly title: string;
  readonly severity: Severity;
  /** Since when, ISO 8601. */
  readonly since: string;
  /** Where it is decided, without the stream. */
  readonly href: string;
}

/**
 * What of one kind waits for the signed-in person. A feature has a hook that answers it for a stream, null where the
 * person may not act on it or nothing is known yet, and adds it in use-waiting.ts.
 */
export interface WaitingGroup {
  /** "New alerts" */
  readonly label: string;
  readonly count: number;
  /** The worst few. */
  readonly items: readonly WaitingItem[];
  /** All of them. */
  readonly href: string;
}
