"use client";

import type { ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { requestText } from "../change-requests/request-text.ts";
import { useOpenRequest } from "../change-requests/use-open-request.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import styles from "./card.module.css";
import { modelsText } from "./models-text.ts";
import { SecondPerson } from "./second-person.tsx";
import { TrialPart } from "./trial-part.tsx";
import { useRollBack, useTrial } from "./use-models.ts";

interface RollBackDialogProps {
  readonly model: ModelRow;
  readonly page: ModelPage;
  readonly onClose: () => void;
}

/** Back to the champion before this one, or to the detectors alone; where that finds less, a second person decides. */
export function RollBackDialog({ model, page, onClose }: RollBackDialogProps) {
  const rollBack = useRollBack(model.stream);
  const trial = useTrial(model.stream, null, model.id);
  const openRequest = useOpenRequest();
  const { rollBackTo } = page.standing;
  const target =
    rollBackTo === null ? "the detectors without a trained model" : `${rollBackTo.number} · ${rollBackTo.name}`;
  return (
    <ConfirmDialog
      opened
      isWide
      title={`Roll back model ${model.number}?`}
      confirm={trial.data?.needsSecond === true ? requestText.askForIt : modelsText.rollBack}
      danger
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={async (reason) => {
        const answer = await rollBack.mutateAsync({ stream: model.stream, reason, seenChampion: model.id });
        if ("request" in answer) openRequest(answer.request);
      }}
    >
      <p>
        From the next event on that is scored, {model.stream} is scored by <b>{target}</b>.
      </p>
      <ul className={styles.sentences}>
        <li>Model {model.number} is kept as retired, and can be promoted again.</li>
        <li>Events and alerts scored before keep the score that they have.</li>
      </ul>
      {trial.data?.needsSecond === true && <SecondPerson />}
      <TrialPart trial={trial} />
    </ConfirmDialog>
  );
}
