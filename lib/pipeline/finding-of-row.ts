import { describeFinding } from "../alerts/finding.ts";
import { detector } from "../detectors/detector-table.ts";
import type { Judge } from "../detectors/judge.ts";
import type { EventColumns } from "../event/columns.ts";
import { featureCount } from "../features/feature-table.ts";
import { groupOf } from "../thresholds/group-of.ts";
import type { Thresholds } from "../thresholds/thresholds.ts";
import type { BatchOutput } from "./batch-output.ts";
import { entitiesOf } from "./entities.ts";
import { reasonFacts } from "./reason-facts.ts";
import { sayMoved } from "./say-moved.ts";
import type { TrainedModelInForce } from "./trained-model-in-force.ts";
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
  readonly trained: TrainedModelInForce;
  /** Place of its scope in the policy, from 1; 0 where none fits. */
  readonly scope: number;
}

export function findingOfRow(flagged: FlaggedRow): Finding {
  const { columns, row, out, at, band, judge, thresholds, trained, scope } = flagged;
  const notify = thresholds.notifyIn(scope);
  const vectorAt = at * featureCount;
  const moved =
    (judge.contributions[detector["trained-model"]] ?? 0) > 0 ? sayMoved(trained, out.vector, vectorAt) : "";
  const facts = reasonFacts({ columns, row, origin: flagged.origin, vector: out.vector, at: vectorAt, moved });
  const technique = columns.strings[columns.technique[row] ?? 0] ?? "";
  const { contributions, floor } = judge;
  const judgement = { band, notify, floor, contributions, contributionsAt: 0 };
  const text = describeFinding(
    judgement,
    facts,
    { technique, classUid: columns.classUid[row] ?? 0 },
    thresholds.policy,
  );
  const scopeName = thresholds.policy.scopes[scope - 1]?.name ?? null;
  const entities = entitiesOf(columns, row);
  const group = groupOf(
    thresholds.policy.groups,
    entities.map(({ name }) => name),
  );
  return { offset: out.first + at, row: at, ...text, notify, scope: scopeName, entities, group };
}
