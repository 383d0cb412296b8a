import type { SecurityEvent } from "../../lib/event/security-event.ts";
import { defaultLimits } from "../../lib/normalise/limits.ts";
import { createNormaliser, type Normaliser } from "../../lib/normalise/normalise.ts";
import { offsetToBusyMoment } from "../../lib/simulation/hour-of-week.ts";
import { createOrganisation } from "../../lib/simulation/organisation.ts";
import { createTraffic } from "../../lib/simulation/traffic.ts";
import { type NativeRecord, textFormats } from "../../lib/simulation/traffic-types.ts";

/** Who did what in the generator's world. */
export interface LivedAction {
  readonly entity: string;
  readonly action: string;
  /** The run of an attack that it was part of; null for ordinary life. */
  readonly campaign: string | null;
}

export interface LifeOptions {
  readonly seed: string;
  readonly startTime: number;
  readonly hours: number;
  /** Records a second at a busy hour. */
  readonly rate: number;
  readonly attacks: boolean;
}

const people = 60;
const quarterMs = 15 * 60_000;

/** The user, else the source, else the host: whoever acts. */
function actorOf({ user, srcIp, host }: SecurityEvent): string {
  return user ?? srcIp ?? host ?? "";
}

function nameOf({ classUid, activityId, statusId, action, process, dstPort, dstName }: SecurityEvent): string {
  return [classUid, activityId, statusId, action ?? process ?? dstName ?? dstPort].join(" ");
}

/** Hours of an organisation's life as actions, in time order, read by the same code as everything that is sent. */
export function livedActions({ seed, startTime, hours, rate, attacks }: LifeOptions): LivedAction[] {
  const traffic = createTraffic({
    seed,
    organisation: createOrganisation("sequences", people),
    startTime,
    rate,
    hourOffsetMs: offsetToBusyMoment(startTime),
    campaigns: attacks ? { firstAfterMs: 60_000, introductionGapMs: 600_000, meanGapMs: 600_000 } : null,
  });
  const readers = new Map<string, Normaliser>();
  const lived: LivedAction[] = [];
  for (let until = startTime + quarterMs; until <= startTime + hours * 4 * quarterMs; until += quarterMs) {
    for (const record of traffic.next(until)) {
      const event = read(record, readers);
      const entity = actorOf(event);
      if (entity !== "") lived.push({ entity, action: nameOf(event), campaign: record.truth.campaign });
    }
  }
  return lived;
}

function read({ format, record, time }: NativeRecord, readers: Map<string, Normaliser>): SecurityEvent {
  const kind = textFormats.has(format) ? format : "json";
  const context = { format: "auto", zone: () => 0, referenceTime: time, limits: defaultLimits };
  const reader = readers.get(kind) ?? createNormaliser(context);
  readers.set(kind, reader);
  const bytes = Buffer.from(record);
  const result = reader.normalise(bytes, 0, bytes.length);
  if (!result.ok) throw new Error(`A record of the generator cannot be read: ${result.reason}`);
  // A reader may use the same event again for the next record.
  return { ...result.event };
}

/** Codes of the `most` commonest actions, from 1; 0 stands for all others. */
export function nameActions(lived: readonly LivedAction[], most: number): (action: string) => number {
  const counts = new Map<string, number>();
  for (const { action } of lived) counts.set(action, (counts.get(action) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most);
  const codes = new Map(common.map(([action], i) => [action, i + 1]));
  return (action) => codes.get(action) ?? 0;
}
