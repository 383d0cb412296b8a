import { z } from "zod";
import { zoneSchema } from "./hours.ts";
import { policyExceptionSchema } from "./policy-exception.ts";
import { entityGroupSchema, policyScopeSchema } from "./policy-scope.ts";

const margin = z.number().finite().min(-14).max(14);

/** Margins end at one normal event in a million: nothing rarer can be told apart. */
const rarest = 1e-6;
/** Of alerts. Verdicts weigh one over their chance: shares next to nothing would make weights that no number holds. */
const leastShare = 0.001;

/**
 * How `notify` is set. `fixed`: a margin people chose. `neymanPearson`: the order statistic over scores of what is
 * taken as normal that keeps the share of false alarms at or below `alpha` with confidence 1 - `delta`
 * (Tong, Feng & Li 2018); until there are enough of them, `untilThen` holds. `guarded`: begins at `anchor` and follows
 * people's verdicts towards a share `target` of normal events, never further from the anchor than `rail` without two
 * people (see `lib/thresholds/adapt`).
 */
export const notifyRuleSchema = z.discriminatedUnion("method", [
  z.object({ method: z.literal("fixed"), margin }),
  z.object({
    method: z.literal("neymanPearson"),
    alpha: z.number().gt(0).lt(0.5),
    delta: z.number().gt(0).lt(0.5),
    untilThen: margin,
  }),
  z.object({
    method: z.literal("guarded"),
    target: z.number().min(rarest).lt(0.5),
    anchor: margin,
    /** In margin, either way. */
    rail: z.number().min(0.01).max(6).default(1.5),
    /** Flagged events a day that people can look at: notify is not lowered past it. */
    capacityPerDay: z.number().int().min(1).max(1_000_000).default(200),
    /** Spot checks as a share of the alerts. */
    spotCheckShare: z.number().min(leastShare).max(1).default(0.1),
    /** The share of flagged events, drawn at random, whose verdicts count. */
    judgedShare: z.number().min(leastShare).max(1).default(1),
  }),
]);
export type NotifyRule = z.infer<typeof notifyRuleSchema>;

/** Severity of an alert by the band its score reached. */
export const severityName = z.enum(["informational", "low", "medium", "high", "critical"]);
export type SeverityName = z.infer<typeof severityName>;

/** Until people say otherwise; a guess to start from, and shown as such. */
const defaultHandlingMinutes = 10;

/** Where one place of a bit mask stands for a scope, and 0 for everything else, this many fit. */
const mostScopes = 30;

/**
 * A policy of one stream. `approve` and `auto` are set by people alone, never below notify, off (null) until set. An
 * event is judged by the first scope that it matches, by the thresholds above where it matches none; under an
 * exception it is in no band. Policies stored before there were scopes or exceptions have none.
 */
export const policySchema = z.object({
  version: z.number().int().min(1),
  notify: notifyRuleSchema,
  approve: margin.nullable(),
  auto: margin.nullable(),
  severity: z.object({ notify: severityName, approve: severityName, auto: severityName }),
  groups: z.array(entityGroupSchema).max(mostScopes).default([]),
  scopes: z.array(policyScopeSchema).max(mostScopes).default([]),
  exceptions: z.array(policyExceptionSchema).max(mostScopes).default([]),
  /** How long people take for an alert, for saying what a policy costs them: minutes. */
  handlingMinutes: z.number().min(0.1).max(480).default(defaultHandlingMinutes),
  /** Of the hours that scopes and exceptions name, filled in at publication. */
  zones: z.array(zoneSchema).optional(),
});
export type Policy = z.infer<typeof policySchema>;
/** What people edit: all of a policy but its number and what publication adds. */
export type PolicyBody = Omit<Policy, "version" | "zones">;

/** ln((1-t)/t) at t = 1/10,000: one normal event in ten thousand scores as high. Score 95.6. */
const defaultNotifyMargin = Math.log(9999);

/** What a stream starts with. */
export const firstPolicy: Policy = {
  version: 1,
  notify: { method: "fixed", margin: defaultNotifyMargin },
  approve: null,
  auto: null,
  severity: { notify: "medium", approve: "high", auto: "critical" },
  groups: [],
  scopes: [],
  exceptions: [],
  handlingMinutes: defaultHandlingMinutes,
};
