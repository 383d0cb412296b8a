import type { ModelTrial, TrialWarning } from "../contracts/model-trial.ts";

/** What a trial has found out, before it is judged. */
export type TrialFindings = Pick<
  ModelTrial,
  "tried" | "inForce" | "events" | "alerts" | "verdicts" | "knownAttacks"
> & {
  /** The trees of the tried model say the same of every event. */
  readonly isMute: boolean;
  /** Whether the policy in force reports anything by its margin. */
  readonly hasThreshold: boolean;
};

/** Where a model finds so much less of the known attacks than there is found without any, it brings noise and no knowledge. */
const muchLess = 0.02;
/** The same against the model in force, which is fitted to no less than the one that is tried: more than chance by far. */
const lessThanInForce = 0.1;
/** So many times more, or fewer, alerts are a different working day. */
const muchMore = 3;
const fewAlerts = 5;
/** With fewer events hardly anything can be said. */
const fewEvents = 4_096;

/** What somebody should know before the model is promoted, the gravest first. */
export function warnOfTrial(found: TrialFindings): TrialWarning[] {
  return [...warnOfIgnorance(found), ...warnOfLosses(found), ...warnOfAlerts(found), ...sayWhatIsNotKnown(found)];
}

const serious = (kind: TrialWarning["kind"], text: string): TrialWarning => ({ kind, isSerious: true, text });
const unknown = (kind: TrialWarning["kind"], text: string): TrialWarning => ({ kind, isSerious: false, text });
const say = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

function warnOfIgnorance({ tried, knownAttacks, isMute }: TrialFindings): TrialWarning[] {
  if (tried === null) return [];
  if (isMute) return [serious("mute", "It knows nothing: its trees say the same of every event.")];
  const { after, withoutModel } = knownAttacks.atOnePercent;
  if (!isNoBetterThanChance(knownAttacks)) return [];
  const text = `At 1 % false alarms it finds ${percent(after)} of the events of known attacks, where the detectors without any model find ${percent(withoutModel)}: it may be no better than chance.`;
  return [serious("random", text)];
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

const isNoBetterThanChance = ({ atOnePercent: { after, withoutModel } }: TrialFindings["knownAttacks"]) =>
  after < withoutModel - muchLess;

/**
 * Wherever notify stands: one person may put it so low that every model finds all, promote the worst of them, and leave it
 * to others or to adaptation to put notify back.
 */
function warnOfRank({ tried, knownAttacks }: TrialFindings): TrialWarning[] {
  const { before, after } = knownAttacks.atOnePercent;
  if (tried !== null && isNoBetterThanChance(knownAttacks)) return [];
  if (!(after < before - lessThanInForce)) return [];
  const text = `At 1 % false alarms it finds ${percent(after)} of the events of known attacks, where what is in force finds ${percent(before)}.`;
  return [serious("losesAttacks", text)];
}

function warnOfLosses(found: TrialFindings): TrialWarning[] {
  const {
    knownAttacks: { campaigns, events },
    verdicts,
  } = found;
  const { truePositive } = verdicts;
  const lostEvents = losesMany(events);
  return [
    ...(campaigns.after < campaigns.before || lostEvents
      ? [
          serious(
            "losesAttacks",
            `It finds ${campaigns.after} of ${say(campaigns.of, "known attack")}, where what is in force finds ${campaigns.before}; ${events.after} of their ${events.of} events, where it finds ${events.before}.`,
          ),
        ]
      : warnOfRank(found)),
    ...(verdicts.lost > 0
      ? [
          serious(
            "losesTruePositives",
            `${say(verdicts.lost, "alert")} that people called true would not be raised (${truePositive.after} of ${truePositive.of} would be, ${truePositive.before} are).`,
          ),
        ]
      : []),
  ];
}

/** A campaign may be found by one event still, hours later than before. */
function losesMany({ before, after }: { readonly before: number; readonly after: number }): boolean {
  return after < before / 2;
}

function warnOfAlerts({ alerts }: TrialFindings): TrialWarning[] {
  const total = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((sum, value) => sum + value, 0);
  const [before, after] = [total(alerts.before), total(alerts.after)];
  if (after > muchMore * before + fewAlerts) {
    return [serious("flood", `Many more alerts: ${after} in the events tried, where there are ${before} now.`)];
  }
  if (before > muchMore * after + fewAlerts) {
    return [serious("silence", `Far fewer alerts: ${after} in the events tried, where there are ${before} now.`)];
  }
  return [];
}

function sayWhatIsNotKnown({ events, verdicts, hasThreshold }: TrialFindings): TrialWarning[] {
  const judged = verdicts.truePositive.of + verdicts.falsePositive.of;
  const few =
    events.tried === 0
      ? "The last day has no scored events: what it would do to alerts cannot be said."
      : `Only ${say(events.tried, "event")} could be tried: that says little about a day.`;
  return [
    ...(hasThreshold ? [] : [unknown("noThreshold", "No threshold is in force: nothing is reported by its score.")]),
    ...(events.tried >= fewEvents ? [] : [unknown("fewEvents", few)]),
    ...(judged > 0
      ? []
      : [unknown("noVerdicts", "No judged alerts are kept: what it would lose or spare people cannot be said.")]),
  ];
}

const gravest: ReadonlySet<TrialWarning["kind"]> = new Set(["mute", "random", "losesAttacks", "losesTruePositives"]);

/** Whether it would let more through than what is in force: it knows nothing, or loses what is found now. */
export function losesSomething(warnings: readonly Pick<TrialWarning, "kind">[]): boolean {
  return warnings.some(({ kind }) => gravest.has(kind));
}

/** What has to be typed to promote it all the same, its name; null where nothing is lost by it. */
export function confirmationFor(tried: ModelTrial["tried"], warnings: readonly TrialWarning[]): string | null {
  return tried !== null && losesSomething(warnings) ? tried.name : null;
}
