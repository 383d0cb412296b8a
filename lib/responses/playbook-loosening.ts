import type { Loosening } from "../thresholds/loosening.ts";
import { isAddressRange, isRangeWithin } from "./address-range.ts";
import type { PlaybookRule } from "./match-playbook.ts";
import { fitsPattern } from "./name-pattern.ts";
import { inWords } from "./state-machine.ts";

/** What of a playbook decides what is done without people, and what is proposed to them. */
export interface WeighedPlaybook extends PlaybookRule {
  readonly name: string;
  readonly executorId: number;
  readonly leaseSeconds: number;
  readonly decideWithinSeconds: number;
  readonly budget: { readonly maxActive: number; readonly maxPerHour: number };
}

const bands = ["notify", "approve", "auto"] as const;
type Match = PlaybookRule["match"];
type ListName = Exclude<keyof Match, "fromBand">;
type Kind = "auto" | "approve";

/** Whether whatever fits the one word fits the other too. Patterns are not looked into: two that differ differ. */
const isWordWithin: Readonly<Record<ListName, (one: string, whole: string) => boolean>> = {
  families: (one, whole) => one === whole,
  detectors: (one, whole) => one === whole,
  techniques: (one, whole) => one === whole || one.startsWith(`${whole}.`),
  entities(one, whole) {
    if (one.toLowerCase().trim() === whole.toLowerCase().trim()) return true;
    if (isAddressRange(one)) return isAddressRange(whole) && isRangeWithin(one, whole);
    return !one.includes("*") && fitsPattern(one, whole);
  },
};

/** Whether whatever the one list lets through the other does too; an empty list means any. */
function isListWithin(name: ListName, one: readonly string[], whole: readonly string[]): boolean {
  if (whole.length === 0) return true;
  return one.length > 0 && one.every((word) => whole.some((other) => isWordWithin[name](word, other)));
}

const listNames = ["families", "techniques", "detectors", "entities"] as const;
const wordsOfList = (words: readonly string[]) => (words.length === 0 ? "any" : words.join(", "));

/** Where the one match takes alerts or targets that the other does not, list by list; `fromBand` is apart. */
function widerLists(one: Match, than: Match): ListName[] {
  return listNames.filter((name) => !isListWithin(name, one[name], than[name]));
}

const isAlone = (playbook: WeighedPlaybook | null): playbook is WeighedPlaybook =>
  playbook?.enabled === true && playbook.automatic;

function wordsOfStanding(playbook: WeighedPlaybook | null): string {
  if (playbook === null) return "no playbook";
  if (!playbook.enabled) return "not in use";
  return playbook.automatic ? "done without asking, in the auto band" : "a person is asked";
}

/** What it does, as far as it is another thing. */
const wordsOfDeed = ({ action, targetRole, executorId }: WeighedPlaybook) =>
  `${inWords(action)} on the ${targetRole}, by executor ${executorId}`;
const minutes = (seconds: number) => `${Number((seconds / 60).toFixed(1))} minutes`;

/** Differences by which more is done without people. */
function moreAlone(
  before: WeighedPlaybook | null,
  after: WeighedPlaybook,
): (readonly [what: string, from: string, to: string])[] {
  if (!isAlone(after)) return [];
  if (!isAlone(before)) return [["asking", wordsOfStanding(before), wordsOfStanding(after)]];
  const [was, is] = [wordsOfDeed(before), wordsOfDeed(after)];
  const budget = (name: keyof WeighedPlaybook["budget"], words: string) =>
    after.budget[name] > before.budget[name]
      ? [[words, String(before.budget[name]), String(after.budget[name])] as const]
      : [];
  return [
    ...(was === is ? [] : [["what it does", was, is] as const]),
    ...widerLists(after.match, before.match).map(
      (name) => [name, wordsOfList(before.match[name]), wordsOfList(after.match[name])] as const,
    ),
    ...(after.leaseSeconds > before.leaseSeconds
      ? [["how long it holds", minutes(before.leaseSeconds), minutes(after.leaseSeconds)] as const]
      : []),
    ...budget("maxActive", "at most at once"),
    ...budget("maxPerHour", "at most an hour"),
  ];
}

/** Differences by which people are asked about less, or have less time to answer: undecided means no. */
function lessAsked(
  before: WeighedPlaybook | null,
  after: WeighedPlaybook,
): (readonly [what: string, from: string, to: string])[] {
  if (before === null || !before.enabled) return [];
  if (!after.enabled) return [["use", wordsOfStanding(before), wordsOfStanding(after)]];
  const isOtherDeed = before.action !== after.action || before.targetRole !== after.targetRole;
  const isLater = bands.indexOf(after.match.fromBand) > bands.indexOf(before.match.fromBand);
  return [
    ...(isOtherDeed ? [["what it proposes", wordsOfDeed(before), wordsOfDeed(after)] as const] : []),
    ...(isLater ? [["from band", before.match.fromBand, after.match.fromBand] as const] : []),
    ...widerLists(before.match, after.match).map(
      (name) => [name, wordsOfList(before.match[name]), wordsOfList(after.match[name])] as const,
    ),
    ...(after.decideWithinSeconds < before.decideWithinSeconds
      ? [["time to decide", minutes(before.decideWithinSeconds), minutes(after.decideWithinSeconds)] as const]
      : []),
  ];
}

/**
 * Everything by which a playbook does more without people than the version before it, or asks them about less; `before`
 * null: there was none. Judged by what becomes of alerts and targets: of lists that name others it counts in both
 * directions. A shorter lease, a smaller budget and a switch back to asking never count, nor does what it is called. What
 * other playbooks make up for is not looked at.
 */
export function playbookLoosenings(before: WeighedPlaybook | null, after: WeighedPlaybook): Loosening[] {
  const named = (kind: Kind, found: ReturnType<typeof moreAlone>) =>
    found.map(([what, from, to]): Loosening => ({ kind, where: `${after.name}, ${what}`, before: from, after: to }));
  return [...named("auto", moreAlone(before, after)), ...named("approve", lessAsked(before, after))];
}
