import { pairPlace, placesPerPair } from "./pair-state.ts";
import { type Relations, relation } from "./relations.ts";
import type { Subjects } from "./subjects.ts";

/** Counts the event for every relation it has a pair of. Before the pairs count it. */
export function learnRelations(s: Subjects, relations: Relations, normal: boolean): void {
  learnRelation(s, relations, relation.userSource, s.user, 0, s.userSource, normal);
  learnRelation(s, relations, relation.userHost, s.user, 1, s.userHost, normal);
  learnRelation(s, relations, relation.sourceService, s.source, 0, s.sourceService, normal);
  learnRelation(s, relations, relation.hostProgram, s.host, 0, s.hostProgram, normal);
  learnRelation(s, relations, relation.parentChild, s.parent, 0, s.parentChild, normal);
  learnRelation(s, relations, relation.action, s.user >= 0 ? s.user : s.host, 2, s.action, normal);
}

/**
 * How often someone new is met is counted whether or not the meeting was flagged, once per pair: leaving flagged
 * newcomers out would make every next one look stranger. The pair itself stays new until an event of it is normal.
 */
function learnRelation(
  s: Subjects,
  relations: Relations,
  kind: number,
  owner: number,
  slotOfOwner: number,
  pair: number,
  normal: boolean,
): void {
  if (pair < 0) return;
  const isBirth = (s.pairs.values[pair * placesPerPair + pairPlace.events] ?? 0) === 0;
  if (normal || isBirth) relations.learn(kind, s.entities, owner, slotOfOwner, isBirth);
}
