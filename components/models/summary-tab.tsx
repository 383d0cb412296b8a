import type { ModelCard } from "../../lib/contracts/model-card.ts";
import type { ModelOrigin } from "../../lib/contracts/models.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatCount, formatMargin, formatScore } from "../display/format.ts";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import cardStyles from "./card.module.css";
import { figureRows, formatFigure, formatInterval, sayOperatingPoint } from "./figure-words.ts";
import { FiguresTable } from "./figures-table.tsx";
import styles from "./models.module.css";
import { modelsText } from "./models-text.ts";

/** How good it is in plain words, then in figures with their intervals, beside what there is without it. */
export function SummaryTab({ card, origin }: { readonly card: ModelCard; readonly origin: ModelOrigin }) {
  const { operatingPoint, figures, baseline, data } = card;
  const [first] = data.description;
  return (
    <div className={cardStyles.columns}>
      <section className={cardStyles.part} aria-label="In plain words">
        <p className={cardStyles.sentence}>{sayOperatingPoint(operatingPoint)}</p>
        {first !== undefined && <p className={origin === "generated" ? cardStyles.caution : styles.hint}>{first}</p>}
        <p className={styles.hint}>
          On {formatCount(data.families.reduce((sum, { test }) => sum + test, 0))} attack events that no part of the
          model has seen. {operatingPoint.rule}
          {operatingPoint.falsePositiveRate.value !== null &&
            `; ${formatPrecise(operatingPoint.falsePositiveRate.value)} came of it on the events that tested it`}
          .
        </p>
        <FactList facts={operatingFacts(card)} />
      </section>
      <section className={cardStyles.part} aria-label="Figures">
        <FiguresTable
          rows={figureRows}
          columns={[
            { name: "This model", figures },
            ...(baseline === null ? [] : [{ name: modelsText.withoutModel, figures: baseline }]),
          ]}
        />
      </section>
    </div>
  );
}

/** An aim of 1 % and what came of it differ in the second digit. */
const formatPrecise = (share: number) => `${(share * 100).toFixed(2)} %`;

/** What happens at the threshold that it was trained for. */
function operatingFacts({ operatingPoint }: ModelCard): Fact[] {
  const { margin, probability, recall, falsePositiveRate, precision, accuracy, counts } = operatingPoint;
  const withInterval = (figure: typeof recall) =>
    [formatFigure(figure.value, "share"), formatInterval(figure, "share")].filter((text) => text !== "").join(", ");
  return [
    { name: "Threshold", value: `score ${formatScore(scoreOfMargin(margin))}, margin ${formatMargin(margin)}` },
    ...(probability === null ? [] : [{ name: "Probability there", value: formatFigure(probability, "share") }]),
    { name: "Attacks found", value: withInterval(recall) },
    { name: "False alarms", value: `${withInterval(falsePositiveRate)} of normal events` },
    { name: "Precision", value: withInterval(precision) },
    { name: "Accuracy", value: `${withInterval(accuracy)}, at these false alarms` },
    {
      name: "Events",
      value: `${formatCount(counts.truePositive)} found, ${formatCount(counts.falseNegative)} missed, ${formatCount(
        counts.falsePositive,
      )} false alarms, ${formatCount(counts.trueNegative)} rightly left alone`,
    },
  ];
}
