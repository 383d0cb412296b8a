import styles from "./charts.module.css";
import type { ThresholdBand } from "./prepare-threat-chart.ts";

export type SwatchKind = "rate" | "p50" | "p95" | "p99" | "max" | ThresholdBand;

/** A sample of how the chart draws something. */
export function Swatch({ kind }: { readonly kind: SwatchKind }) {
  return (
    <svg width="16" height="10" aria-hidden="true">
      {kind === "rate" && <rect className={styles.rate} x={2} y={1} width={12} height={8} />}
      {kind === "max" && <rect className={styles.bandTop} width={16} height={10} />}
      {kind === "max" && <path className={styles.lineMax} d="M0,0.5h16" />}
      {kind === "p99" && <rect className={styles.bandHigh} width={16} height={10} />}
      {kind === "p99" && <path className={styles.lineP99} d="M0,1h16" />}
      {kind === "p95" && <rect className={styles.bandLow} width={16} height={10} />}
      {kind === "p95" && <path className={styles.lineP95} d="M0,0.5h16" />}
      {kind === "p50" && <path className={styles.lineP50} d="M0,5h16" />}
      {(kind === "notify" || kind === "approve" || kind === "auto") && (
        <path className={styles.threshold} data-band={kind} d="M0,5h16" />
      )}
    </svg>
  );
}
