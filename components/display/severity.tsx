import type { Severity } from "../../lib/contracts/common.ts";
import styles from "./severity.module.css";
import { severityWords } from "./severity-order.ts";

/** A shape of its own for each severity, in a 12 x 12 box: readable without colour. */
const shapePaths: Readonly<Record<Severity, string>> = {
  informational: "M6 2.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7zM6 4.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6z",
  low: "M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
  medium: "M6 .8L11.2 6L6 11.2L.8 6z",
  high: "M6 .9L11.6 10.8H.4z",
  critical: "M3.7.5h4.6l3.2 3.2v4.6l-3.2 3.2H3.7L.5 8.3V3.7zM5.2 2.6v4.2h1.6V2.6zM5.2 7.9v1.6h1.6V7.9z",
};

/** The shape alone, for use inside another SVG; centred on 0,0. */
export function SeverityShape({ severity, size = 12 }: { readonly severity: Severity; readonly size?: number }) {
  const scale = size / 12;
  return (
    <path
      d={shapePaths[severity]}
      fillRule="evenodd"
      transform={`scale(${scale}) translate(-6 -6)`}
      fill={`var(--tl-sev-${severity})`}
    />
  );
}

/** Shape and word; never colour alone. */
export function SeverityMark({
  severity,
  wordless = false,
}: {
  readonly severity: Severity;
  readonly wordless?: boolean;
}) {
  return (
    <span className={styles.mark}>
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <SeverityShape severity={severity} />
      </svg>
      <span className={wordless ? "sr-only" : undefined}>{severityWords[severity]}</span>
    </span>
  );
}
