"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { requestText } from "../change-requests/request-text.ts";
import { useOpenRequest } from "../change-requests/use-open-request.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import cardStyles from "./card.module.css";
import { figureRows } from "./figure-words.ts";
import { FiguresTable } from "./figures-table.tsx";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";
import { SecondPerson } from "./second-person.tsx";
import { TrialPart } from "./trial-part.tsx";
import { trialText } from "./trial-words.ts";
import { useModel, usePromote, useTrial } from "./use-models.ts";

interface PromoteDialogProps {
  readonly model: ModelRow;
  readonly page: ModelPage;
  readonly onClose: () => void;
}

const shown = figureRows.filter(({ key }) => ["rocAuc", "averagePrecision", "tprAtFpr1", "recallUnseen"].includes(key));

/** What changes, from when on, what it would have done to recent events, and what it is worth by the figures of both. */
export function PromoteDialog({ model, page, onClose }: PromoteDialogProps) {
  const promote = usePromote(model.stream);
  const champion = page.items.find(({ id }) => id === page.standing.champion) ?? null;
  const trial = useTrial(model.stream, model.id, page.standing.champion);
  const openRequest = useOpenRequest();
  const needsSecond = trial.data?.needsSecond === true;
  const [typed, setTyped] = useState("");
  const wanted = trial.data?.confirmation ?? null;
  const isConfirmed = wanted === null || typed.trim() === wanted.trim();
  const confirmed = wanted === null ? {} : { confirmation: typed };
  return (
    <ConfirmDialog
      opened
      isWide
      isReady={trial.data !== undefined && isConfirmed}
      title={`Promote model ${model.number}?`}
      confirm={needsSecond ? requestText.askForIt : modelsText.promote}
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={async (reason) => {
        const asked = { id: model.id, reason, seenChampion: page.standing.champion, ...confirmed };
        const answer = await promote.mutateAsync(asked);
        if ("request" in answer) openRequest(answer.request);
      }}
    >
      <p>
        <b>
          {model.number} · {model.name}
        </b>{" "}
        scores {model.stream} from the next event on that is scored, instead of{" "}
        <b>{champion === null ? "the detectors alone" : `${champion.number} · ${champion.name}`}</b>.
      </p>
      <ul className={cardStyles.sentences}>
        <li>Scores keep their meaning: 50 stays one normal event in 100. Thresholds of people stay where they are.</li>
        <li>An adaptive threshold gathers new events before it moves.</li>
        <li>Events and alerts scored before keep the score that they have. It can be rolled back at any time.</li>
      </ul>
      {needsSecond && <SecondPerson />}
      <TrialPart trial={trial} />
      <Figures model={model} champion={champion} />
      {wanted !== null && (
        <TextInput
          label={trialText.typeName(wanted)}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}

function Figures({ model, champion }: { readonly model: ModelRow; readonly champion: ModelRow | null }) {
  const { data } = useModel(model.id);
  const { data: old } = useModel(champion?.id ?? null);
  const card = data?.card;
  if (card == null) return data === undefined ? null : <p className={styles.notice}>{modelsText.noCard}</p>;
  const against = champion === null ? card.baseline : (old?.card?.figures ?? null);
  const same = champion === null || old?.card?.protocol.testDigest === card.protocol.testDigest;
  const columns = [
    { name: `Model ${model.number}`, figures: card.figures },
    ...(against === null
      ? []
      : [{ name: champion === null ? modelsText.withoutModel : `Model ${champion.number}`, figures: against }]),
  ];
  return (
    <>
      {!same && (
        <p className={styles.notice}>
          The two were tested on different rows: their figures cannot be set against each other.
        </p>
      )}
      <FiguresTable rows={shown} columns={columns} comparable={same} short />
    </>
  );
}
