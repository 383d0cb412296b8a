import { z } from "zod";

/** What a guarded threshold may do by itself. Margins are natural logits; rates are fractions. */
export const guardSettingsSchema = z.object({
  /** The false-alarm rate to be held. */
  target: z.number().gt(0).lt(0.5),
  /** Gain of one verdict before its weight; see `gainOf` for the bound that the clip sets. */
  gain: z.number().gt(0).max(0.1).default(0.02),
  /** No single verdict moves the threshold further. */
  stepClip: z.number().gt(0).default(0.05),
  perDay: z.number().gt(0).default(0.12),
  rail: z.number().gt(0).default(1.5),
  /** Largest share of any estimate that one origin, or one network, may have. */
  influence: z
    .number()
    .gt(0)
    .max(1)
    .default(1 / 50),
  windowDays: z.number().int().min(1).default(7),
  freezeHours: z.number().gt(0).max(24).default(24),
  /** A loss of recall in a canary family that holds the threshold. */
  canaryLoss: z.number().gt(0).default(0.05),
  /** Alerts a day that people can look at. */
  capacityPerDay: z.number().gt(0),
  /** The chance with which an alert gets a verdict, drawn at random where not all do. */
  judgedShare: z.number().gt(0).max(1).default(1),
  /** Audits as a share of the alerts. */
  auditShare: z.number().gt(0).max(1).default(0.1),
  /** A verdict later than this no longer counts. */
  censorDays: z.number().gt(0).default(7),
  /** Events a day until there is experience. */
  usualPerDay: z.number().gt(0),
  /** Names the sequence of random choices. */
  seed: z.number().int().default(1),
});
export type GuardSettings = z.infer<typeof guardSettingsSchema>;

/** Chance that an event far below the threshold is audited, at the least: so that its step stays under the clip. */
export function auditFloor(settings: GuardSettings): number {
  return Math.min(1, (gainOf(settings) * settings.target) / settings.stepClip);
}

/**
 * The gain under which neither an alert judged with its chance nor an audit of the budget meets the clip, which would
 * bend the balance between steps up and down.
 */
export function gainOf({ gain, stepClip, judgedShare, target, auditShare }: GuardSettings): number {
  return Math.min(gain, (stepClip * judgedShare) / (1 - target), stepClip * auditShare * 1.5);
}
