import { priorReferences, type ReferenceSet, readReferences } from "../../lib/detectors/reference-set.ts";
import { readSnapshot, type TreeSnapshot } from "../../lib/detectors/tree-snapshot.ts";
import type { EventColumns } from "../../lib/event/columns.ts";
import { featureCount } from "../../lib/features/feature-table.ts";
import { StateReader } from "../../lib/features/state-bytes.ts";
import type { Champion } from "../../lib/models/champion/champion.ts";
import type { ScoreBasis } from "../../lib/pipeline/explanation/explain-score.ts";
import { ExplainedModel } from "../../lib/pipeline/explanation/explained-model.ts";
import { createScorer } from "../../lib/pipeline/scorer.ts";

/** An event that raised or joined an alert, with all that its score rests on and the threshold that it reached. */
export interface AlertBasis {
  readonly basis: ScoreBasis;
  readonly notify: number;
}

interface Collecting {
  readonly champion: { readonly bytes: Uint8Array; readonly champion: Champion } | null;
  /** So many of them, spread evenly; of one finding at most ten. */
  readonly most: number;
}

const mostOfFinding = 10;

/** Scores the log in order and keeps what was flagged. */
export function collectAlerts(blocks: readonly EventColumns[], { champion, most }: Collecting): AlertBasis[] {
  const scorer = createScorer();
  if (champion !== null) scorer.activateModel(1, champion.bytes);
  const model = champion === null ? null : new ExplainedModel(champion.champion);
  const byFinding = new Map<string, number>();
  const alerts: AlertBasis[] = [];
  let snapshot: TreeSnapshot | null = null;
  let references: ReferenceSet = priorReferences;
  for (const block of blocks) {
    // One event or one file at a time; an artefact that closes within holds for the next, which is near enough to tell.
    const batch = scorer.score(block, 0, block.length);
    for (const { row, offset, key, notify } of batch.findings) {
      const known = byFinding.get(key) ?? 0;
      byFinding.set(key, known + 1);
      if (known >= mostOfFinding || batch.artefacts.some((artefact) => artefact.offset <= offset)) continue;
      const vector = batch.vector.slice(row * featureCount, (row + 1) * featureCount);
      alerts.push({ basis: { vector, snapshot, references, model }, notify });
    }
    for (const { kind, body } of batch.artefacts) {
      if (kind === "snapshot") snapshot = readSnapshot(new StateReader(body));
      else references = readReferences(new StateReader(body));
    }
  }
  const every = Math.max(1, alerts.length / most);
  return Array.from({ length: Math.min(most, alerts.length) }, (_, i) => alerts[Math.floor(i * every)]).flatMap(
    (alert) => alert ?? [],
  );
}
