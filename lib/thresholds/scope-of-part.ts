import type { PolicyScope } from "./policy-scope.ts";

/** A part of a stream: events of one class, of one log source, or of both. */
export interface PartOfStream {
  readonly classUid: number | null;
  /** Name of the source. */
  readonly source: string | null;
}

/**
 * The scope whose thresholds hold for all of a part: the first that takes every event of it. Null where none does; one
 * that asks for a group of entities, for hours, or for what the part leaves open, takes some of its events only.
 */
export function scopeOfPart(scopes: readonly PolicyScope[], { classUid, source }: PartOfStream): PolicyScope | null {
  const takesAll = ({ match }: PolicyScope) =>
    match.group === null &&
    match.hours === undefined &&
    (match.classUids.length === 0 || (classUid !== null && match.classUids.includes(classUid))) &&
    (match.sources.length === 0 || (source !== null && match.sources.includes(source)));
  return scopes.find(takesAll) ?? null;
}
