import { eventClasses, eventFamilies, familyOf } from "../event/classes.ts";

const codes = new Map(Object.keys(eventClasses).map((uid) => [Number(uid), codeOf(Number(uid))]));

function codeOf(classUid: number): number {
  return eventFamilies.indexOf(familyOf(classUid));
}

/** Index into `eventFamilies` of an OCSF class; `system` for a class that is not listed. */
export function familyCode(classUid: number): number {
  return codes.get(classUid) ?? codeOf(0);
}

export const authenticationFamily = eventFamilies.indexOf("authentication");
export const findingFamily = eventFamilies.indexOf("finding");
