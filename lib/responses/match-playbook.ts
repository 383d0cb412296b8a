import { fitsPattern } from "./name-pattern.ts";
import type { ResponseAction, ResponseTarget, TargetRole } from "./words.ts";

/** 1 notify, 2 approve, 3 auto. */
export type BandNumber = 1 | 2 | 3;

/** What a playbook looks at of an alert. */
export interface MatchedAlert {
  readonly band: BandNumber;
  /** Family of the worst event's class: authentication, process, ... */
  readonly family: string;
  readonly techniques: readonly string[];
  /** Lead first. */
  readonly detectors: readonly string[];
  readonly targets: readonly ResponseTarget[];
}

/** The part of a playbook that decides whether it acts, and on whom. Empty lists mean any. */
export interface PlaybookRule {
  readonly enabled: boolean;
  readonly match: {
    readonly fromBand: "notify" | "approve" | "auto";
    readonly families: readonly string[];
    readonly techniques: readonly string[];
    readonly detectors: readonly string[];
    readonly entities: readonly string[];
  };
  readonly action: ResponseAction;
  readonly targetRole: TargetRole;
  readonly automatic: boolean;
}

/** Places of the bands, as alerts and events keep them. */
export const bandNumber = { notify: 1, approve: 2, auto: 3 } as const;

const isAny = (wanted: readonly string[], fits: (one: string) => boolean) => wanted.length === 0 || wanted.some(fits);

function alertFits({ match, enabled }: PlaybookRule, alert: MatchedAlert): boolean {
  const [lead = ""] = alert.detectors;
  const hasTechnique = (wanted: string) =>
    alert.techniques.some((technique) => technique === wanted || technique.startsWith(`${wanted}.`));
  return (
    enabled &&
    alert.band >= bandNumber[match.fromBand] &&
    isAny(match.families, (family) => family === alert.family) &&
    isAny(match.techniques, hasTechnique) &&
    isAny(match.detectors, (detector) => detector === lead)
  );
}

/** Whom the playbook would act on; nobody where it does not match. Each name once. */
export function targetsOf(rule: PlaybookRule, alert: MatchedAlert): ResponseTarget[] {
  if (!alertFits(rule, alert)) return [];
  const fitting = alert.targets.filter(
    ({ role, name }) => role === rule.targetRole && isAny(rule.match.entities, (pattern) => fitsPattern(name, pattern)),
  );
  return [...new Map(fitting.map((target) => [target.name, target])).values()];
}

/** Whether the playbook may do without people: it says so, and the alert is in the auto band. */
export function isAutomatic(rule: PlaybookRule, alert: MatchedAlert): boolean {
  return rule.automatic && alert.band === bandNumber.auto;
}
