"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelPage, ModelRow } from "../../lib/contracts/models.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { modelsText } from "./models-text.ts";
import { useModelsView } from "./models-view.ts";
import { PromoteDialog } from "./promote-dialog.tsx";
import { RollBackDialog } from "./roll-back-dialog.tsx";
import { useCancelTraining, useRetire } from "./use-models.ts";

const { Part: TrainDialog } = fetchedLater(() => import("./train-dialog.tsx").then((file) => file.TrainDialog));
const { Part: ImportDialog } = fetchedLater(() => import("./import-dialog.tsx").then((file) => file.ImportDialog));

/** What an admin asks for, and of which model. */
export type AskedOfModel =
  | { readonly kind: "train" }
  | { readonly kind: "import" }
  | { readonly kind: "cancel" | "promote" | "retire" | "rollBack"; readonly model: ModelRow };
export type AskModel = (asked: AskedOfModel) => void;

interface ModelDialogsProps {
  readonly asked: AskedOfModel;
  readonly stream: StreamName;
  readonly page: ModelPage;
  readonly onClose: () => void;
}

/** The dialog of what was asked for; each says what will happen, and wants a reason. */
export function ModelDialogs({ asked, stream, page, onClose }: ModelDialogsProps) {
  const view = useModelsView();
  switch (asked.kind) {
    case "train":
      return <TrainDialog stream={stream} onClose={onClose} onBegun={view.open} />;
    case "import":
      return <ImportDialog stream={stream} onClose={onClose} onTaken={view.open} />;
    case "promote":
      return <PromoteDialog model={asked.model} page={page} onClose={onClose} />;
    case "rollBack":
      return <RollBackDialog model={asked.model} page={page} onClose={onClose} />;
    case "cancel":
      return <CancelDialog model={asked.model} onClose={onClose} />;
    case "retire":
      return <RetireDialog model={asked.model} onClose={onClose} />;
  }
}

interface OfModel {
  readonly model: ModelRow;
  readonly onClose: () => void;
}

function CancelDialog({ model, onClose }: OfModel) {
  const cancel = useCancelTraining(model.stream);
  return (
    <ConfirmDialog
      opened
      title={`Cancel the training of model ${model.number}?`}
      confirm={modelsText.cancel}
      danger
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={(reason) => cancel.mutateAsync({ id: model.id, reason })}
    >
      <p>What it has learnt so far is not kept. Scoring goes on as it is.</p>
    </ConfirmDialog>
  );
}

function RetireDialog({ model, onClose }: OfModel) {
  const retire = useRetire(model.stream);
  return (
    <ConfirmDialog
      opened
      title={`Put model ${model.number} aside?`}
      confirm={modelsText.retire}
      reasonLabel={modelsText.reason}
      onClose={onClose}
      onConfirm={(reason) => retire.mutateAsync({ id: model.id, reason })}
    >
      <p>It scores nothing now, and can still be promoted later. Nothing is deleted.</p>
    </ConfirmDialog>
  );
}
