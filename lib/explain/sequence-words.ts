import type { Surprise } from "../models/sequence/surprise.ts";
import { count } from "./wording.ts";

export interface SequenceNames {
  /** "User anna", say: begins the sentence. */
  readonly who: string;
  /** What it did, as a noun: "a sign-in". */
  readonly action: string;
  /** What it did before, the latest last. */
  readonly before: readonly string[];
}

/** One sentence on what was surprising in what an entity did after what, without a full stop. */
export function sayTransition(surprise: Surprise, { who, action, before }: SequenceNames): string {
  const { knownFrom, order, seen, of } = surprise;
  const latest = before.slice(Math.max(0, before.length - order));
  if (knownFrom === "entity") {
    const cases = `in ${count(seen)} of ${count(of)} known cases`;
    const after = order === 0 ? "" : ` after ${latest.join(", then ")}`;
    return `${who}: ${action}${after}, ${cases}${surprise.backOffNats > 0 ? `; never ${longer(before, order)}` : ""}`;
  }
  const itself = surprise.backOffNats > 0 ? "not known of it so far" : "it is too new to know what is usual";
  if (knownFrom === "everyone") {
    return `${who}: ${action}, ${itself}; of all that is known here, one in ${count(of / seen)} is that`;
  }
  return of === 0
    ? `${who}: ${action}; nothing is known yet to compare it with`
    : `${who}: ${action}, which nobody is known to have done among ${count(of)} events`;
}

/** The context that was looked at first and did not know the action. */
function longer(before: readonly string[], order: number): string {
  const names = before.slice(-Math.max(order + 1, 1));
  return names.length > order ? `known after ${names.join(", then ")}` : "known after what came before";
}
