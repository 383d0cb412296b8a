import { z } from "zod";
import { type GuardSettings, guardSettingsSchema } from "./guard-settings.ts";

const tally = z.record(z.string(), z.number());

/** Events and steps of one day, by origin and by network. */
const dayOfInfluenceSchema = z.object({ day: z.number(), events: z.number(), traffic: tally, steps: tally });

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
  influence: z.array(dayOfInfluenceSchema),
  firstSeen: tally,
  lastSeen: tally,
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
  sample: z.array(z.object({ margin: z.number(), weight: z.number(), atMs: z.number() })),
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
  }),
});
export type GuardState = z.infer<typeof guardStateSchema>;

export interface GuardStart {
  readonly settings: z.input<typeof guardSettingsSchema>;
  readonly notify: number;
  readonly startMs: number;
  readonly canaries: readonly CanaryFamily[];
}

/** A threshold that begins to adapt, from where people set it. */
export function startGuard({ settings: given, notify, startMs, canaries }: GuardStart): GuardState {
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
    firstSeen: {},
    lastSeen: {},
    flood: {
      bins: Array.from({ length: 6 }, () => ({ events: 0, strangers: 0 })),
      bin: Math.floor(startMs / 10_000),
      hourEvents: 0,
      hourStrangers: 0,
      usual: new Array(24).fill(usualPerDay / 24),
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
    counts: { clipped: 0, capped: 0, frozen: 0, censored: 0, held: 0, hidden: 0, shown: 0, strangers: 0 },
  };
}
