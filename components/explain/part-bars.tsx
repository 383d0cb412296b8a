import { formatMargin } from "../display/format.ts";
import { barSpan } from "./bar-span.ts";
import styles from "./explain.module.css";

export interface PartBar {
  readonly label: string;
  /** Smaller, after the label: the value and what is usual. */
  readonly detail?: string;
  readonly value: number;
  readonly kind: "part" | "sum";
}

interface PartBarsProps {
  /** Names the table for those who cannot see it. */
  readonly caption: string;
  readonly rows: readonly PartBar[];
}

/** Parts of a sum as a table with bars: to the right what speaks for an attack, hatched to the left what speaks against it. */
export function PartBars({ caption, rows }: PartBarsProps) {
  const [low, high] = barSpan([0, ...rows.map(({ value }) => value)]);
  const at = (value: number) => ((value - low) / (high - low)) * 100;
  return (
    <table className={styles.bars} data-wrapped>
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.map(({ label, detail, value, kind }) => (
          <tr key={label} data-kind={kind}>
            <th scope="row">
              {label}
              {detail !== undefined && <span className={styles.partDetail}>{detail}</span>}
            </th>
            <td className={styles.barCell}>
              <span className={styles.axis} style={{ left: `${at(0)}%` }} />
              <span
                className={styles.bar}
                data-negative={value < 0}
                style={{ left: `${Math.min(at(0), at(value))}%`, width: `${Math.abs(at(value) - at(0))}%` }}
              />
            </td>
            <td className={styles.value}>{formatMargin(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
