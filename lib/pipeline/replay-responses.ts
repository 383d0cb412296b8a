import type { DetectorName } from "../detectors/detector-table.ts";
import { familyOf } from "../event/classes.ts";
import { bandNumber, type PlaybookRule } from "../responses/match-playbook.ts";
import type { TargetRole } from "../responses/words.ts";
import { entityAt } from "./entity-at.ts";
import type { ReplayFindings } from "./replay-findings.ts";
import type { ScoreBlockColumns, ScoreBlockDetail } from "./score-block-layout.ts";
import { codesOfTechnique } from "./technique-code.ts";

/** More than anybody reads; beyond them a replay counts no further targets. */
const mostTargets = 50_000;

type EntityColumn = keyof Pick<ScoreBlockDetail, "user" | "host" | "src" | "dst">;

/** Where score blocks keep the entity of a role. They know no message and no target user. */
const columnOfRole: Readonly<Partial<Record<TargetRole, EntityColumn>>> = {
  user: "user",
  host: "host",
  source: "src",
  destination: "dst",
};

/** Whether stored scores say whom a playbook would act on. */
export function isReplayable(rule: PlaybookRule): boolean {
  return columnOfRole[rule.targetRole] !== undefined;
}

/** A playbook made ready to be asked about stored rows; null lists take any. */
interface Question<P> {
  readonly playbook: P;
  readonly column: EntityColumn;
  readonly fromBand: number;
  readonly automatic: boolean;
  readonly leads: ReadonlySet<string> | null;
  readonly families: ReadonlySet<string> | null;
  readonly techniques: ReadonlySet<number> | null;
  /** Targets by finding, by day. */
  readonly asked: Map<number, Map<number, Set<string>>>;
}

const anyOrSet = <T>(wanted: readonly T[]) => (wanted.length === 0 ? null : new Set(wanted));

function questionsOf<P extends PlaybookRule>(playbook: P): Question<P>[] {
  const { match, enabled, targetRole, automatic } = playbook;
  const column = columnOfRole[targetRole];
  if (!enabled || column === undefined) return [];
  return [
    {
      ...{ playbook, column, automatic, fromBand: bandNumber[match.fromBand] },
      leads: anyOrSet(match.detectors),
      families: anyOrSet(match.families),
      techniques: anyOrSet(match.techniques.flatMap(codesOfTechnique)),
      asked: new Map(),
    },
  ];
}

/** A flagged event and the finding that it belongs to. */
export interface AskedPlace {
  readonly columns: ScoreBlockColumns;
  readonly row: number;
  readonly lead: DetectorName;
  readonly day: number;
  readonly finding: number;
}

export interface ReplayedResponse<P> {
  readonly playbook: P;
  /** Id of the entity, 16 hexadecimal digits. */
  readonly target: string;
  readonly day: number;
  /** Whether it would have been done without people. */
  readonly automatic: boolean;
}

/**
 * What playbooks would have proposed in a replay: once for a playbook, a finding of a day and a target, as an alert
 * that lasts to the end of its day leads to. Protected targets and patterns of names are for who knows the names.
 */
export class ReplayResponses<P extends PlaybookRule> {
  /** Whether there were more targets than are told apart. */
  overflowed = false;
  private readonly questions: readonly Question<P>[];
  private targets = 0;

  constructor(playbooks: readonly P[]) {
    this.questions = playbooks.flatMap((playbook) => questionsOf(playbook));
  }

  ask(place: AskedPlace): void {
    for (const question of this.questions) {
      if (!fits(question, place)) continue;
      const target = entityAt(place.columns, question.column, place.row);
      if (target !== null) this.note(question, place, target);
    }
  }

  /** One by one, by the bands that the findings came to have. */
  *found(findings: ReplayFindings): Generator<ReplayedResponse<P>> {
    for (const { playbook, automatic, fromBand, asked } of this.questions) {
      for (const [day, ofDay] of asked) {
        for (const [finding, targets] of ofDay) {
          const band = findings.find(day, finding)?.band ?? 0;
          if (band < fromBand) continue;
          for (const target of targets)
            yield { playbook, target, day, automatic: automatic && band === bandNumber.auto };
        }
      }
    }
  }

  private note({ asked }: Question<P>, { day, finding }: AskedPlace, target: string): void {
    const ofDay = asked.get(day) ?? new Map<number, Set<string>>();
    asked.set(day, ofDay);
    const targets = ofDay.get(finding) ?? new Set<string>();
    ofDay.set(finding, targets);
    if (targets.has(target)) return;
    if (this.targets >= mostTargets) {
      this.overflowed = true;
      return;
    }
    this.targets += 1;
    targets.add(target);
  }
}

function fits<P>(
  { leads, families, techniques }: Question<P>,
  { columns: { detail }, row, lead }: AskedPlace,
): boolean {
  if (leads !== null && !leads.has(lead)) return false;
  if (families !== null && !families.has(familyOf(detail?.classUid[row] ?? 0))) return false;
  return techniques === null || techniques.has(detail?.what[row] ?? 0);
}
