/** What of an alert decides its place among the lanes. */
export interface LanedAlert {
  readonly id: number;
  readonly technique: string;
  readonly group: string;
  /** Alerts of the same likeness in the same group stand for one thing. */
  readonly likeness: string;
  readonly origins: number;
  readonly events: number;
  readonly margin: number;
}

/** The first of its technique, the first of its entity group, or one of the rest. */
export type Lane = "technique" | "group" | null;

export interface Laned<T extends LanedAlert> {
  readonly alert: T;
  readonly lane: Lane;
}

/**
 * The order in which a flood is read. Each technique and each entity group has a place of its own before any has a
 * second one, so that what differs in either is not behind what came in masses; the places go to what came from the
 * fewest origins first, since a flood has many. Then the rest in the same order. O(n log n).
 */
export function orderByLanes<T extends LanedAlert>(alerts: readonly T[]): Laned<T>[] {
  const rarestFirst = onePerLikeness([...alerts].sort(byRarity));
  const techniques = new Set<string>();
  const groups = new Set<string>();
  const first: Laned<T>[] = [];
  const rest: Laned<T>[] = [];
  for (const { alert, repeated } of rarestFirst) {
    const lane = repeated ? null : laneOf(alert, techniques, groups);
    (lane === null ? rest : first).push({ alert, lane });
  }
  return [...first, ...rest];
}

function laneOf({ technique, group }: LanedAlert, techniques: Set<string>, groups: Set<string>): Lane {
  const lane = !techniques.has(technique) ? "technique" : groups.has(group) ? null : "group";
  techniques.add(technique);
  groups.add(group);
  return lane;
}

function byRarity(a: LanedAlert, b: LanedAlert): number {
  return a.origins - b.origins || a.events - b.events || b.margin - a.margin || a.id - b.id;
}

/** Of those alike, the one that stands for most comes in the place of its whole; the others are repetitions of it. */
function onePerLikeness<T extends LanedAlert>(sorted: readonly T[]): { alert: T; repeated: boolean }[] {
  const nameOf = ({ likeness, group }: LanedAlert) => `${likeness}|${group}`;
  const last = new Map(sorted.map((alert) => [nameOf(alert), alert]));
  const isLast = (alert: T) => last.get(nameOf(alert)) === alert;
  return [
    ...sorted.filter(isLast).map((alert) => ({ alert, repeated: false })),
    ...sorted.filter((alert) => !isLast(alert)).map((alert) => ({ alert, repeated: true })),
  ];
}
