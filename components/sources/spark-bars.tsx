import styles from "./sources.module.css";

const width = 144;
const height = 20;

interface SparkBarsProps {
  readonly bars: readonly number[];
  readonly label: string;
}

/** Counts in equal parts of time as bars, to their own highest; empty parts stay empty. One path: a table has many. */
export function SparkBars({ bars, label }: SparkBarsProps) {
  const highest = Math.max(...bars, 1);
  const step = width / bars.length;
  const gap = step > 2 ? 0.5 : 0;
  const path = bars
    .map((count, index) => {
      if (count === 0) return "";
      const tall = Math.max(1, (count / highest) * height);
      return `M${(index * step).toFixed(2)} ${height}v${(-tall).toFixed(2)}h${(step - gap).toFixed(2)}v${tall.toFixed(2)}z`;
    })
    .join("");
  return (
    <svg className={styles.spark} width={width} height={height + 1} role="img" aria-label={label}>
      <path className={styles.sparkBase} d={`M0 ${height + 0.5}h${width}`} />
      <path className={styles.sparkBars} d={path} />
    </svg>
  );
}
