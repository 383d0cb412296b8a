"use client";

import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ModelRow } from "../../lib/contracts/models.ts";
import tableStyles from "../display/data-table.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { formatFigure } from "./figure-words.ts";
import { ModelStateMark } from "./model-state.tsx";
import styles from "./models.module.css";
import { modelsText, originWords } from "./models-text.ts";
import { TrainingBar } from "./training-bar.tsx";

interface ModelListProps {
  readonly models: readonly ModelRow[];
  readonly shownId: number | null;
  readonly onOpen: (id: number) => void;
  /** Asks for the end of a training; null for those who may not. */
  readonly onCancel: ((model: ModelRow) => void) | null;
}

/** Every model of the stream, newest first: a dense table, or cards on a telephone. */
export function ModelList(props: ModelListProps) {
  const narrow = useMediaQuery("(max-width: 700px)", false);
  return narrow ? <Cards {...props} /> : <Table {...props} />;
}

const figureColumns = [
  { key: "rocAuc", title: "ROC AUC", shown: "plain" },
  { key: "averagePrecision", title: "Avg. precision", shown: "plain" },
  { key: "tprAtFpr1", title: "Found at 1 %", shown: "share" },
  { key: "recallUnseen", title: "Unseen", shown: "share" },
] as const;

function Table({ models, shownId, onOpen, onCancel }: ModelListProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={`${tableStyles.scroller} ${styles.list}`} tabIndex={0} aria-label={modelsText.table}>
      <table className={tableStyles.table}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">State</th>
            <th scope="col">Learnt from</th>
            {figureColumns.map(({ key, title }) => (
              <th key={key} scope="col" className={tableStyles.number}>
                {title}
              </th>
            ))}
            <th scope="col">Active since</th>
            <th scope="col">Trained</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr
              key={model.id}
              className={tableStyles.row}
              data-open={model.id === shownId}
              data-testid={`model-row-${model.number}`}
              onClick={() => onOpen(model.id)}
            >
              <th scope="row">
                <NameButton model={model} onOpen={onOpen} />
              </th>
              <td>
                <ModelStateMark state={model.state} />
              </td>
              <td>{originWords[model.origin]}</td>
              <FigureCells model={model} onCancel={onCancel} />
              <td>
                <ActiveSince model={model} />
              </td>
              <td>
                <RelativeTime at={model.finishedAt ?? model.createdAt} />, {model.author}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NameButton({ model, onOpen }: { readonly model: ModelRow; readonly onOpen: (id: number) => void }) {
  return (
    <button
      type="button"
      className={`${tableStyles.rowButton} ${styles.modelName}`}
      onClick={(event) => {
        // The row beneath opens it too, and the way back would be two steps.
        event.stopPropagation();
        onOpen(model.id);
      }}
    >
      {model.number} · {model.name}
    </button>
  );
}

/** Figures; of a training how far it is instead. */
function FigureCells({ model, onCancel }: Pick<ModelListProps, "onCancel"> & { readonly model: ModelRow }) {
  if (model.state === "training") {
    return (
      <td colSpan={figureColumns.length}>
        <span className={styles.training}>
          <TrainingBar model={model} />
          <CancelButton model={model} onCancel={onCancel} />
        </span>
      </td>
    );
  }
  if (model.failure !== null) {
    return (
      <td colSpan={figureColumns.length} className={styles.failure} title={model.failure}>
        {model.failure}
      </td>
    );
  }
  return figureColumns.map(({ key, shown }) => (
    <td key={key} className={tableStyles.number}>
      {model.headline === null ? "" : formatFigure(model.headline[key], shown)}
    </td>
  ));
}

function CancelButton({ model, onCancel }: Pick<ModelListProps, "onCancel"> & { readonly model: ModelRow }) {
  if (onCancel === null || model.cancelling) return null;
  return (
    <Button
      variant="default"
      size="compact-xs"
      onClick={(event) => {
        event.stopPropagation();
        onCancel(model);
      }}
    >
      {modelsText.cancel}
    </Button>
  );
}

/** Since when it scores or scored; of a champion that scoring has not taken up, why. */
function ActiveSince({ model }: { readonly model: ModelRow }) {
  if (model.state === "champion" && model.refusal !== null) return <span className={styles.bad}>refused</span>;
  if (model.activeSince !== null) return <RelativeTime at={model.activeSince} />;
  return model.state === "champion" ? modelsText.waitsForScoring : "";
}

function Cards({ models, shownId, onOpen, onCancel }: ModelListProps) {
  return (
    <ul className={styles.cards} aria-label={modelsText.list}>
      {models.map((model) => (
        <li key={model.id} className={styles.card} data-open={model.id === shownId}>
          <span className={styles.cardLine}>
            <NameButton model={model} onOpen={onOpen} />
            <ModelStateMark state={model.state} />
          </span>
          {model.state === "training" ? (
            <>
              <TrainingBar model={model} />
              <CancelButton model={model} onCancel={onCancel} />
            </>
          ) : (
            <span className={styles.cardLine}>
              <span>
                {model.headline === null
                  ? originWords[model.origin]
                  : `AUC ${formatFigure(model.headline.rocAuc, "plain")}`}
              </span>
              <span>{model.headline !== null && `${formatFigure(model.headline.tprAtFpr1, "share")} at 1 %`}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
