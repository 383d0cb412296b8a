import { rateWords } from "../../../lib/stats/rate-words.ts";
import type { Refusal } from "../../../lib/thresholds/choose/advise-wish.ts";
import { costThreshold } from "../../../lib/thresholds/choose/decision-costs.ts";

const percent = (share: number) => `${Number((share * 100).toPrecision(3)).toLocaleString("en")} %`;
const points = (gap: number) => `${Number((gap * 100).toPrecision(2)).toLocaleString("en")} points`;

/** Why nothing is advised, for people. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case "fewVerdicts":
      return `Not enough verdicts: ${rateWords(refusal.attacks)} events judged attacks and ${rateWords(refusal.normal)} judged normal, of ${refusal.needed} each.`;
    case "nothingBelow":
      return "Nothing below notify has been judged, so nobody knows how many attacks are missed there. A guarded notify draws spot checks; their verdicts tell.";
    case "fewAudits":
      return `${refusal.attacks} of ${refusal.needed} attacks among spot checks that it takes. Surely found, however low notify is: at least ${percent(refusal.atLeast)}.`;
    case "infeasible":
      return `Out of reach: the nearest that still finds any attack is ${percent(refusal.nearest)}, ${points(refusal.gap)} from what is asked.`;
    case "boundsCross":
      return `Both at once are out of reach: within these false alarms ${percent(refusal.nearest)} of attacks are found, ${points(refusal.gap)} short. To find ${percent(refusal.asked)} takes ${percent(refusal.falseAlarms)} false alarms.`;
    case "fewAttacks":
      return `Not enough known attacks: they stand for ${rateWords(refusal.have)} of ${rateWords(refusal.needed)} that so small a share takes.`;
    case "nothingPays":
      return `At these costs no score is worth an alert: it is from a chance of ${percent(costThreshold(refusal))} on that it is an attack. Nothing is advised that tells people of nothing.`;
    case "notCheaper":
      return "No other notify is surely cheaper than where it stands.";
  }
}

export const unjudgedBelow =
  "Nothing below notify has been judged: it is taken as normal here, and how many attacks are missed nobody knows.";

export const lowered = "It would lower notify: whether what comes in is worth the time, nobody has judged yet.";

/** What conformal risk control promises, and when. */
export const missesWords =
  "By conformal risk control: on average no more attacks than that are missed, guaranteed only if attacks to come are like those judged, verdicts are right and the models stay as they are. Here models learn on and attackers adapt, so it is an estimate.";

export const boundWords =
  "The bound holds on the verdicts seen; of events to come it is an estimate, with these intervals.";

/** What it saves a day with its interval, and from which chance on an alert pays. */
export function savingWords(
  { estimate, interval, onlyUp }: { estimate: number; interval: { low: number; high: number }; onlyUp: boolean },
  eventsPerDay: number,
  costs: { falseAlarm: number; miss: number },
): string[] {
  const [times, each] = eventsPerDay > 0 ? [eventsPerDay, "a day"] : [100, "for every hundred events"];
  const [saved, low, high] = [estimate, interval.low, interval.high].map((value) => rateWords(value * times));
  return [
    `It saves about ${saved} ${each} (95 %: ${low} to ${high}), in the unit of the costs.`,
    `At these costs an alert is worth it from a chance of ${percent(costThreshold(costs))} on that it is an attack.`,
    ...(onlyUp ? ["Only a higher notify was looked at: too few attacks are known below it."] : []),
  ];
}
