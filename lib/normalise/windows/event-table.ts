import { classUid } from "../../event/classes.ts";

/** Class, activity and name of a kind of Windows event. */
export interface WindowsEventKind {
  readonly uid: number;
  readonly activity: number;
  readonly name: string;
}

export type KindTable = ReadonlyMap<number, WindowsEventKind>;

export type KindRow = readonly [id: number, uid: number, activity: number, name: string];

export function kindTable(rows: readonly KindRow[]): KindTable {
  return new Map(rows.map(([id, uid, activity, name]) => [id, { uid, activity, name }]));
}

/** What an event of an unlisted id is. */
export const unlisted: WindowsEventKind = { uid: classUid.base, activity: 99, name: "Windows event" };
