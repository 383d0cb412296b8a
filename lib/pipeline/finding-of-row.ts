import { describeFinding } from "../alerts/finding.ts";
import type { Judge } from "../detectors/judge.ts";
import type { EventColumns } from "../event/columns.ts";
import { featureCount } from "../features/feature-table.ts";
import type { Thresholds } from "../thresholds/thresholds.ts";
import type { BatchOutput } from "./batch-output.ts";
import { entitiesOf } from "./entities.ts";
import { reasonFacts } from "./reason-facts.ts";
import type { Finding } from "./types.ts";

/** A flagged row and what was found in it. */
export interface FlaggedRow {
  readonly columns: EventColumns;
  readonly row: number;
  /** Text index of whom the event is charged to. */
  readonly origin: number;
  readonly out: BatchOutput;
  /** Row in the output. */
  readonly at: number;
  readonly band: 1 | 2 | 3;
  readonly judge: Judge;
  readonly thresholds: Thresholds;
  /** Place of its scope in the policy, from 1; 0 where none fits. */
  readonly scope: number;
}

export function findingOfRow(flagged: FlaggedRow): Finding {
  const { columns, row, out, at, band, judge, thresholds, scope } = flagged;
  const notify = thresholds.notifyIn(scope);
  const facts = reasonFacts(columns, row, flagged.origin, out.vector, at * featureCount);
  const technique = columns.strings[columns.technique[row] ?? 0] ?? "";
  const { contributions, floor } = judge;
  const judgement = { band, notify, floor, contributions, contributionsAt: 0 };
  const text = describeFinding(judgement, facts, technique, thresholds.policy);
  const scopeName = thresholds.policy.scopes[scope - 1]?.name ?? null;
  return { offset: out.first + at, row: at, ...text, notify, scope: scopeName, entities: entitiesOf(columns, row) };
}
