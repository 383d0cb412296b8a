"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { FieldEstimates } from "../../lib/contracts/thresholds.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { FigureLine } from "./figure-line.tsx";
import { figureWords } from "./figure-words.ts";
import guardStyles from "./guard.module.css";
import styles from "./thresholds.module.css";
import { thresholdSentences, thresholdsText } from "./thresholds-text.ts";
import { useFieldEstimates } from "./use-thresholds.ts";

/** What verdicts say about the field, each with its interval, or why there is no figure. */
export function FieldPanel({ stream }: { readonly stream: StreamName }) {
  const estimates = useFieldEstimates(stream);
  return (
    <Panel title={thresholdsText.field}>
      <p className={styles.hint}>{thresholdsText.fieldHint}</p>
      <QueryView query={estimates} loading={thresholdsText.loadingField} rows={3}>
        {(found) => (
          <>
            <FieldFigure
              name={thresholdsText.falseAlarmsSoFar}
              about={thresholdsText.falseAlarmsSoFarAbout}
              hint={thresholdsText.falseAlarmsSoFarHint}
              figure={found.falseAlarmRate}
            />
            <FieldFigure name={thresholdsText.recall} about={thresholdsText.recallAbout} figure={found.recall} />
            <FieldFigure
              name={thresholdsText.precision}
              about={thresholdsText.precisionAbout}
              figure={found.precision}
            />
            <p className={styles.hint}>{thresholdSentences.judged(found.judged)}</p>
          </>
        )}
      </QueryView>
    </Panel>
  );
}

interface FieldFigureProps {
  readonly name: string;
  readonly about: string;
  readonly hint?: string;
  readonly figure: FieldEstimates["recall"];
}

/** Wide enough to be seen where an interval is a point. */
const leastWidth = 1;

function FieldFigure({ name, about, hint, figure }: FieldFigureProps) {
  return (
    <FigureLine name={name} about={about} hint={hint} value={figureWords(figure)}>
      {figure.kind === "interval" ? (
        <div className={guardStyles.fieldBar} aria-hidden="true">
          <span
            className={guardStyles.fieldInterval}
            style={{
              left: `${100 * figure.interval.low}%`,
              width: `${Math.max(leastWidth, 100 * (figure.interval.high - figure.interval.low))}%`,
            }}
          />
          <span className={guardStyles.fieldPoint} style={{ left: `${100 * figure.estimate}%` }} />
        </div>
      ) : (
        <p className={styles.quiet}>{figure.reason}</p>
      )}
    </FigureLine>
  );
}
