"use client";

import type { ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import styles from "./card.module.css";
import { modelsText } from "./models-text.ts";
import { TrialPart } from "./trial-part.tsx";
import { useRollBack, useTrial } from "./use-models.ts";

interface RollBackDialogProps {
  readonly model: ModelRow;
  readonly page: ModelPage;
  readonly onClose: () => void;
}

/** Back to the champion before this one, or to the detectors alone. The trial warns; nobody has to wait for it. */
export function RollBackDialog({ model, page, onClose }: RollBackDialogProps) {
  const rollBack = useRollBack(model.stream);
  const trial = useTrial(model.stream, null, model.id);
  const { rollBackTo } = page.standing;
  const target =
    rollBackTo === null ? "the detectors without a trained model" : `${rollBackTo.number} · ${rollBackTo.name}`;
  return (
    <ConfirmDialog
      opened
      isWide
      title={`Roll back model ${model.number}?`}
      confirm={modelsText.rollBack}
      danger
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={(reason) => rollBack.mutateAsync({ stream: model.stream, reason, seenChampion: model.id })}
    >
      <p>
        From the next event on that is scored, {model.stream} is scored by <b>{target}</b>.
      </p>
      <ul className={styles.sentences}>
        <li>Model {model.number} is kept as retired, and can be promoted again.</li>
        <li>Events and alerts scored before keep the score that they have.</li>
      </ul>
      <TrialPart trial={trial} />
    </ConfirmDialog>
  );
}
