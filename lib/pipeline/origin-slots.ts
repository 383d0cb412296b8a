import type { Subjects } from "../features/subjects.ts";
import type { KnownOrigin } from "../thresholds/adapt/guard-state.ts";

const firstRoom = 1024;

/**
 * Origins of a guard by the slot that their entity has in the state of the features, so that most events find theirs
 * without their name. Only a cache: a slot may be given to another entity, which its id tells.
 */
export class OriginSlots {
  private origins: (KnownOrigin | undefined)[] = new Array(firstRoom).fill(undefined);
  private ids = new Uint32Array(2 * firstRoom);

  clear(): void {
    this.origins.fill(undefined);
  }

  /** Of the event that the subjects are resolved for. */
  get(subjects: Subjects): KnownOrigin | undefined {
    const slot = slotOf(subjects);
    const isSame = this.ids[2 * slot] === subjects.originHigh && this.ids[2 * slot + 1] === subjects.originLow;
    return isSame ? this.origins[slot] : undefined;
  }

  set(subjects: Subjects, origin: KnownOrigin): void {
    const slot = slotOf(subjects);
    if (slot < 0) return;
    while (slot >= this.origins.length) this.grow();
    this.origins[slot] = origin;
    this.ids[2 * slot] = subjects.originHigh;
    this.ids[2 * slot + 1] = subjects.originLow;
  }

  private grow(): void {
    const ids = new Uint32Array(2 * this.ids.length);
    ids.set(this.ids);
    this.ids = ids;
    this.origins = [...this.origins, ...new Array(this.origins.length).fill(undefined)];
  }
}

function slotOf({ source, user, host }: Subjects): number {
  return source >= 0 ? source : user >= 0 ? user : host;
}
