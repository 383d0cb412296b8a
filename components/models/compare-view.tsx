"use client";

import { Button } from "@mantine/core";
import type { ModelCard } from "../../lib/contracts/model-card.ts";
import type { ModelRow } from "../../lib/contracts/models.ts";
import { QueryView } from "../display/query-view.tsx";
import cardStyles from "./card.module.css";
import { CurvesTab } from "./curves-tab.tsx";
import { figureRows, sayOperatingPoint } from "./figure-words.ts";
import { FiguresTable } from "./figures-table.tsx";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";
import type { ModelsView } from "./models-view.ts";
import { useModel } from "./use-models.ts";

interface CompareViewProps {
  readonly row: ModelRow;
  readonly other: ModelRow;
  readonly view: ModelsView;
}

const nameOf = ({ number, name }: ModelRow) => `${number} · ${name}`;

/** Two models side by side: figures with intervals, and their curves in one chart. */
export function CompareView({ row, other, view }: CompareViewProps) {
  const [one, two] = [useModel(row.id), useModel(other.id)];
  return (
    <QueryView query={one} loading={modelsText.loadingOne} rows={10}>
      {({ card: first }) => (
        <QueryView query={two} loading={modelsText.loadingOne} rows={10}>
          {({ card: second }) =>
            first === null || second === null ? (
              <p className={styles.note}>One of the two has no card: there is nothing to compare.</p>
            ) : (
              <Compared
                first={{ name: nameOf(row), card: first }}
                second={{ name: nameOf(other), card: second }}
                view={view}
              />
            )
          }
        </QueryView>
      )}
    </QueryView>
  );
}

interface Named {
  readonly name: string;
  readonly card: ModelCard;
}

function Compared({
  first,
  second,
  view,
}: {
  readonly first: Named;
  readonly second: Named;
  readonly view: ModelsView;
}) {
  const same = first.card.protocol.testDigest === second.card.protocol.testDigest;
  return (
    <>
      <p className={same ? styles.note : styles.notice} role="status">
        {same
          ? "Both were tested on the same rows: their figures can be set against each other."
          : "They were tested on different rows: a difference between their figures may be one of the tests, not of the models."}
      </p>
      <div className={cardStyles.part}>
        <div className={cardStyles.sentencePair}>
          {[first, second].map(({ name, card }) => (
            <p key={name}>
              <b>{name}.</b> {sayOperatingPoint(card.operatingPoint)}
            </p>
          ))}
          <Button variant="default" size="compact-sm" onClick={() => view.compareWith(null)}>
            End comparison
          </Button>
        </div>
        <FiguresTable
          rows={figureRows}
          comparable={same}
          columns={[
            { name: first.name, figures: first.card.figures },
            { name: second.name, figures: second.card.figures },
          ]}
        />
      </div>
      <CurvesTab lines={[first, second]} view={view} />
    </>
  );
}
