import type { Subjects as AllSubjects } from "../features/subjects.ts";
import type { KnownOrigin } from "../thresholds/adapt/guard-state.ts";

/** Slots of those whom an event may be charged to, and the id of the one it is. */
type Subjects = Pick<AllSubjects, "source" | "user" | "host" | "originHigh" | "originLow">;

const firstRoom = 1024;
/** Numbers of a slot lie in one line of memory: the id in the first, then when it was first and last seen, and counts. */
const width = 8;
const place = { first: 1, last: 2, events: 3, ofNetwork: 4, isResolved: 5 } as const;

export type Counted = "stranger" | "known" | "unmet";

/**
 * Counts events by the slot that their origin's entity has in the state of the features, so that most cost one line of memory
 * and no name. What was counted reaches the guard's own state by `settle`; that comes to the same as counting there at once,
 * since nothing reads it in between. Only a cache: a slot may be given to another entity, which its id tells.
 */
export class OriginSlots {
  private numbers = new Float64Array(width * firstRoom);
  private ids = new Uint32Array(this.numbers.buffer);
  private origins: (KnownOrigin | undefined)[] = new Array(firstRoom).fill(undefined);
  /** Slots that counted something since it was settled last. */
  private readonly touched: number[] = [];

  /** Forgets all, counted or not: what it knows is no longer so. */
  clear(): void {
    this.origins.fill(undefined);
    this.numbers.fill(0);
    this.touched.length = 0;
  }

  /**
   * Counts the event that the subjects are resolved for. `stranger`: its origin has less than a window of history; `known`: it
   * has that, and its network is found. `unmet`: not counted, the state has to be asked.
   */
  count(subjects: Subjects, atMs: number, windowMs: number): Counted {
    const slot = slotOf(subjects);
    const { numbers, ids } = this;
    const isSame = ids[2 * width * slot] === subjects.originHigh && ids[2 * width * slot + 1] === subjects.originLow;
    const at = width * slot;
    const first = numbers[at + place.first] ?? 0;
    // An origin's first time is never 0 where it is kept: streams begin after 1970.
    if (!isSame || first === 0) return "unmet";
    const isStranger = atMs - first < windowMs;
    if (!isStranger && numbers[at + place.isResolved] === 0) return "unmet";
    const events = numbers[at + place.events] ?? 0;
    if (events === 0) this.touched.push(slot);
    numbers[at + place.events] = events + 1;
    numbers[at + place.last] = atMs;
    if (isStranger) return "stranger";
    numbers[at + place.ofNetwork] = (numbers[at + place.ofNetwork] ?? 0) + 1;
    return "known";
  }

  /** The origin of the event was met, and counted by the state: from now on it is counted here. */
  meet(subjects: Subjects, origin: KnownOrigin, isStranger: boolean): void {
    const slot = slotOf(subjects);
    if (slot < 0 || origin.first === 0) return;
    while (slot >= this.origins.length) this.grow();
    this.settleSlot(slot);
    const at = width * slot;
    this.origins[slot] = origin;
    this.ids[2 * at] = subjects.originHigh;
    this.ids[2 * at + 1] = subjects.originLow;
    this.numbers[at + place.first] = origin.first;
    this.numbers[at + place.isResolved] = isStranger ? 0 : 1;
  }

  /** Writes what was counted into the guard's own state. */
  settle(): void {
    for (const slot of this.touched) this.settleSlot(slot);
    this.touched.length = 0;
  }

  private settleSlot(slot: number): void {
    const at = width * slot;
    const { numbers } = this;
    const origin = this.origins[slot];
    const [events = 0, ofNetwork = 0] = [numbers[at + place.events], numbers[at + place.ofNetwork]];
    numbers[at + place.events] = 0;
    numbers[at + place.ofNetwork] = 0;
    if (origin === undefined || events === 0) return;
    origin.today += events;
    // Two slots may be charged to one name.
    origin.last = Math.max(origin.last, numbers[at + place.last] ?? 0);
    // Its network was heard today already, when it was found.
    if (origin.home !== undefined) origin.home.today += ofNetwork;
  }

  private grow(): void {
    const numbers = new Float64Array(2 * this.numbers.length);
    numbers.set(this.numbers);
    this.numbers = numbers;
    this.ids = new Uint32Array(numbers.buffer);
    this.origins = [...this.origins, ...new Array(this.origins.length).fill(undefined)];
  }
}

function slotOf({ source, user, host }: Subjects): number {
  return source >= 0 ? source : user >= 0 ? user : host;
}
