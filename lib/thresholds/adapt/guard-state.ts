import { z } from "zod";
import { type GuardSettings, guardSettingsSchema } from "./guard-settings.ts";

const tally = z.record(z.string(), z.number());

/** A map that JSON writes as its entries, in their order. */
class EntryMap<V> extends Map<string, V> {
  toJSON(): [string, V][] {
    return [...this];
  }
}

/**
 * What one origin or network sent and moved, by day of the window: the day modulo the window is the place. What it sent on
 * the newest day is `today`, so that an event touches one object; days before are empty until there are any.
 */
const voiceSchema = z.object({ traffic: z.array(z.number()), steps: z.array(z.number()), today: z.number() });
export type Voice = z.infer<typeof voiceSchema>;
/** An origin, with when it was first and last seen. */
const originSchema = voiceSchema.extend({ first: z.number(), last: z.number() });
/** `home`: its network's voice, looked up already; not kept. */
export type KnownOrigin = z.infer<typeof originSchema> & { home?: Voice | undefined };

class OriginMap extends Map<string, KnownOrigin> {
  toJSON(): [string, z.infer<typeof originSchema>][] {
    return Array.from(this, ([name, { home: _home, ...kept }]) => [name, kept]);
  }
}

const voices = z
  .array(z.tuple([z.string(), voiceSchema]))
  .transform((entries) => new EntryMap<z.infer<typeof voiceSchema>>(entries));
const origins = z.array(z.tuple([z.string(), originSchema])).transform((entries) => new OriginMap(entries));

/** Never written to: most origins are new and never move anything. */
const none: number[] = [];

/** A voice that has said nothing yet. */
export function newVoice(): Voice {
  return { traffic: none, steps: none, today: 0 };
}

/** A wish to pass a guard: two people decide. */
export const changeRequestSchema = z.object({
  id: z.number().int(),
  openedMs: z.number(),
  guard: z.enum(["rate", "rail", "canary", "capacity", "freeze"]),
  from: z.number(),
  to: z.number(),
  /** What the sample says now, how many verdicts it rests on, and which canary family would lose most. */
  evidence: z.object({ falseAlarmRate: z.number(), deviations: z.number(), verdicts: z.number(), canaryLoss: tally }),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

const familySchema = z.object({ family: z.string(), margins: z.array(z.number()) });
export type CanaryFamily = z.infer<typeof familySchema>;

/** All that a guarded threshold remembers: plain data, so that JSON of it restores the same future to the last bit. */
export const guardStateSchema = z.object({
  settings: guardSettingsSchema,
  notify: z.number(),
  /** What people last agreed to; never moved by adaptation. */
  anchor: z.number(),
  hour: z.number().int(),
  dayStart: z.number(),
  pending: z.number(),
  inputs: z.array(z.string()),
  lastDigest: z.string(),
  /** The days of the window on which anything came, oldest first. */
  influence: z.array(z.object({ day: z.number(), events: z.number() })),
  origins,
  networks: voices,
  /** All origins without history together. */
  strangers: voiceSchema,
  /** Networks that were heard on the newest day. */
  networksToday: z.number().int(),
  flood: z.object({
    bins: z.array(z.object({ events: z.number(), strangers: z.number() })),
    bin: z.number(),
    hourEvents: z.number(),
    hourStrangers: z.number(),
    usual: z.array(z.number()),
    usualStrangers: z.number(),
    frozenUntilMs: z.number(),
    quietUntilMs: z.number(),
    alarmMs: z.number(),
    owesRequest: z.boolean(),
  }),
  /** Decayed counts a day, from which chances of audits and the use of capacity follow. */
  daily: z.object({ alerts: z.number(), near: z.number(), far: z.number() }),
  sample: z.array(z.object({ offset: z.number(), margin: z.number(), weight: z.number(), atMs: z.number() })),
  outstanding: tally,
  canaries: z.array(familySchema),
  requests: z.array(changeRequestSchema),
  nextRequest: z.number().int(),
  askAgainMs: z.number(),
  counts: z.object({
    clipped: z.number(),
    capped: z.number(),
    frozen: z.number(),
    censored: z.number(),
    held: z.number(),
    hidden: z.number(),
    shown: z.number(),
    strangers: z.number(),
    /** Events by what was decided: flagged, close below notify, far below. */
    flagged: z.number(),
    near: z.number(),
    far: z.number(),
  }),
});
export type GuardState = z.infer<typeof guardStateSchema>;

const noCounts: GuardState["counts"] = {
  ...{ clipped: 0, capped: 0, frozen: 0, censored: 0, held: 0 },
  ...{ hidden: 0, shown: 0, strangers: 0, flagged: 0, near: 0, far: 0 },
};

export interface GuardStart {
  readonly settings: z.input<typeof guardSettingsSchema>;
  readonly notify: number;
  readonly startMs: number;
  readonly canaries: readonly CanaryFamily[];
  /** Events of each hour of the day, -1 where nothing is known of one; the usual volume in each unless given. */
  readonly usualByHour?: readonly number[];
}

/** A threshold that begins to adapt, from where people set it. */
export function startGuard({ settings: given, notify, startMs, canaries, usualByHour }: GuardStart): GuardState {
  const settings: GuardSettings = guardSettingsSchema.parse(given);
  const { usualPerDay, target } = settings;
  return {
    settings,
    notify,
    anchor: notify,
    hour: Math.floor(startMs / 3_600_000),
    dayStart: notify,
    pending: 0,
    inputs: [],
    lastDigest: "",
    influence: [],
    origins: new OriginMap(),
    networks: new EntryMap(),
    strangers: newVoice(),
    networksToday: 0,
    flood: {
      bins: Array.from({ length: 6 }, () => ({ events: 0, strangers: 0 })),
      bin: Math.floor(startMs / 10_000),
      hourEvents: 0,
      hourStrangers: 0,
      usual: usualByHour === undefined ? new Array(24).fill(usualPerDay / 24) : [...usualByHour],
      usualStrangers: usualPerDay / 2400,
      frozenUntilMs: -1,
      quietUntilMs: -1,
      alarmMs: -1,
      owesRequest: false,
    },
    daily: { alerts: target * usualPerDay, near: usualPerDay / 10, far: usualPerDay },
    sample: [],
    outstanding: {},
    canaries: canaries.map(({ family, margins }) => ({ family, margins: [...margins] })),
    requests: [],
    nextRequest: 1,
    askAgainMs: -1,
    counts: { ...noCounts },
  };
}
