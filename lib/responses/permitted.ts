import { inWords, isKnown, type ResponseEventKind } from "./state-machine.ts";
import type { ResponseState } from "./words.ts";

/** What people do to a response. */
export const responseVerbs = ["approve", "override", "cancel", "undo", "extend", "settle"] as const;
export type ResponseVerb = (typeof responseVerbs)[number];

/** The events a verb may lead to; the state has to know one of them. */
const eventsOf: Readonly<Record<ResponseVerb, readonly ResponseEventKind[]>> = {
  approve: ["approve"],
  override: ["reject", "override"],
  cancel: ["cancel"],
  undo: ["undo"],
  extend: ["extend"],
  settle: ["find_done", "find_not_done"],
};

export interface Asking {
  readonly verb: ResponseVerb;
  readonly state: ResponseState;
  readonly proposedBy: string;
  /** E-mail address of a person, `key:NAME` of a machine. */
  readonly actor: string;
  readonly isKey: boolean;
  /** Whether the rights table lets the caller do this kind of thing. */
  readonly hasRight: boolean;
}

/** Why the caller may not do it now, in words; null where they may. */
export function refusalOf({ verb, state, proposedBy, actor, isKey, hasRight }: Asking): string | null {
  if (!hasRight) return "Your role does not allow this.";
  if (isKey && proposedBy !== actor) return "A key cancels only what it has proposed itself.";
  // What a proposal is still a proposal in: only approving is fitting there, and the state `proposed` is a moment.
  const isPossible = state !== "proposed" && eventsOf[verb].some((event) => isKnown(state, event));
  if (!isPossible) return `It is ${inWords(state)}.`;
  if ((verb === "approve" || verb === "override") && proposedBy === actor) {
    return "Nobody decides on their own proposal: ask another responder.";
  }
  return null;
}
