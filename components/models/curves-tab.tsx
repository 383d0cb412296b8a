"use client";

import { SegmentedControl } from "@mantine/core";
import type { ModelCard } from "../../lib/contracts/model-card.ts";
import { CalibrationChart } from "./calibration-chart.tsx";
import type { CardLine } from "./card-line.ts";
import { CurveChart, type CurveLine } from "./curve-chart.tsx";
import { CurveTable } from "./curve-table.tsx";
import styles from "./curves.module.css";
import { modelsText } from "./models-text.ts";
import type { ModelsView } from "./models-view.ts";
import {
  type CurvePoint,
  leastPower,
  operatingPlaces,
  powerWords,
  precisionCurve,
  rocCurve,
  shareWords,
} from "./prepare-curves.ts";

interface CurvesTabProps {
  /** One model, or two in one chart. */
  readonly lines: readonly CardLine[];
  readonly view: ModelsView;
}

const shareTicks = [0, 0.2, 0.4, 0.6, 0.8, 1];
const powerTicks = [leastPower, -3, -2, -1, 0];

/** ROC and precision with the operating point, and whether probabilities mean what they say; or the numbers behind. */
export function CurvesTab({ lines, view }: CurvesTabProps) {
  const withPlaces = (curveOf: (card: ModelCard) => CurvePoint[], which: "roc" | "precision"): CurveLine[] =>
    lines.map(({ name, card }) => ({ name, points: curveOf(card), mark: operatingPlaces(card)[which] }));
  const curves = [
    {
      title: "ROC",
      about: "Attacks found against false alarms, on a logarithmic axis: what counts lies left of 1 %.",
      x: { name: "false alarms, share of normal events", from: leastPower, to: 0, ticks: powerTicks, say: powerWords },
      y: { name: "attacks found", say: shareWords },
      lines: withPlaces(rocCurve, "roc"),
    },
    {
      title: "Precision and recall",
      about: "How pure what is reported stays while more attacks are found.",
      x: { name: "attacks found", from: 0, to: 1, ticks: shareTicks, say: shareWords },
      y: { name: "precision, share of reports that are attacks", say: shareWords },
      lines: withPlaces(precisionCurve, "precision"),
    },
  ];
  return (
    <>
      <div className={styles.formChoice}>
        <SegmentedControl
          size="xs"
          aria-label={modelsText.forms}
          data={[
            { value: "charts", label: modelsText.asCharts },
            { value: "tables", label: modelsText.asTables },
          ]}
          value={view.asTables ? "tables" : "charts"}
          onChange={(value) => view.setTables(value === "tables")}
        />
      </div>
      <div className={styles.charts}>
        {curves.map((curve) =>
          view.asTables ? <CurveTable key={curve.title} {...curve} /> : <CurveChart key={curve.title} {...curve} />,
        )}
        {lines.map((line) => (
          <CalibrationChart key={line.name} line={line} asTable={view.asTables} named={lines.length > 1} />
        ))}
      </div>
    </>
  );
}
