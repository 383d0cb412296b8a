import { formatMargin, formatScore } from "../display/format.ts";
import { barSpan } from "./bar-span.ts";
import styles from "./explain.module.css";
import { plainName } from "./plain-name.ts";

const trainedModel = "trained-model";

/** What would be shown as 0.00. */
const isNothing = (value: number) => Math.abs(value) < 0.005;

interface ContributionBarsProps {
  readonly contributions: readonly { readonly detector: string; readonly value: number }[];
  readonly margin: number;
  readonly score: number;
  /** Margin at which a person is told; null while off. */
  readonly threshold: number | null;
}

/**
 * What each detector added, and where that ended against the threshold, all on one axis in units of margin. The parts
 * add up to the blend, whose rank among normal events is the margin; what a trained model adds to that stands below.
 */
export function ContributionBars({ contributions, margin, score, threshold }: ContributionBarsProps) {
  const trained = contributions.find(({ detector }) => detector === trainedModel)?.value ?? 0;
  const untrained = contributions.filter(({ detector }) => detector !== trainedModel);
  const sorted = untrained
    .filter((part) => !isNothing(part.value))
    .sort((left, right) => Math.abs(right.value) - Math.abs(left.value));
  const silent = untrained.filter((part) => isNothing(part.value)).map((part) => plainName(part.detector));
  const sum = untrained.reduce((total, part) => total + part.value, 0);
  const span = barSpan([0, sum, margin, threshold ?? 0, ...contributions.map((part) => part.value)]);
  const over = threshold === null ? null : margin - threshold;
  return (
    <div>
      <table className={styles.bars}>
        <tbody>
          {sorted.map(({ detector, value }) => (
            <Bar key={detector} label={plainName(detector)} value={value} span={span} threshold={null} kind="part" />
          ))}
          <Bar label="sum of detectors" value={sum} span={span} threshold={null} kind="sum" />
          {!isNothing(trained) && (
            <Bar label="trained model adds" value={trained} span={span} threshold={null} kind="part" />
          )}
          <Bar label="margin by rank" value={margin} span={span} threshold={threshold} kind="margin" />
        </tbody>
      </table>
      {silent.length > 0 && <p className={styles.silent}>Nothing from {silent.join(", ")}.</p>}
      <p className={styles.silent}>
        Margin by rank: the sum of detectors, ranked among the sums of normal events
        {isNothing(trained) ? "" : ", and with it what the trained model adds"}. The rarer, the higher.
      </p>
      <p className={styles.note}>
        Margin {formatMargin(margin)} is score {formatScore(score)}.{" "}
        {over === null || threshold === null
          ? "No threshold was in force."
          : `The notify threshold stood at ${formatMargin(threshold)}: ${over >= 0 ? "over" : "under"} it by ${Math.abs(over).toFixed(2)}.`}
      </p>
    </div>
  );
}

interface BarProps {
  readonly label: string;
  readonly value: number;
  readonly span: readonly [number, number];
  readonly threshold: number | null;
  readonly kind: "part" | "sum" | "margin";
}

function Bar({ label, value, span: [low, high], threshold, kind }: BarProps) {
  const at = (margin: number) => ((margin - low) / (high - low)) * 100;
  const from = Math.min(at(0), at(value));
  const width = Math.abs(at(value) - at(0));
  return (
    <tr data-kind={kind}>
      <th scope="row">{label}</th>
      <td className={styles.barCell}>
        <span className={styles.axis} style={{ left: `${at(0)}%` }} />
        <span className={styles.bar} data-negative={value < 0} style={{ left: `${from}%`, width: `${width}%` }} />
        {threshold !== null && <span className={styles.thresholdNotch} style={{ left: `${at(threshold)}%` }} />}
      </td>
      <td className={styles.value}>{formatMargin(value)}</td>
    </tr>
  );
}
