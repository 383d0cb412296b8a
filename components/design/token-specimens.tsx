import { Panel } from "../display/panel.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { severityOrder } from "../display/severity-order.ts";
import styles from "./design.module.css";
import { designText } from "./design-text.ts";

const swatches = [
  "canvas",
  "panel",
  "hover",
  "selected",
  "line",
  "line-strong",
  "text",
  "text-2",
  "text-3",
  "accent",
  "good",
  "warn",
  "bad",
  "ink-max",
  "ink-p99",
  "ink-p95",
  "ink-p50",
  "threshold",
] as const;
const sizes = [11, 12, 13, 15, 18] as const;
const scores = [
  { score: 99.4, threshold: 96 },
  { score: 72.8, threshold: 96 },
  { score: 31.0, threshold: null },
] as const;

/** The tokens of tokens.css. */
export function TokenSpecimens() {
  return (
    <>
      <Panel title={designText.severity} actions={<span className={styles.quiet}>{designText.severityWhy}</span>}>
        <ul className={styles.row}>
          {severityOrder.map((severity) => (
            <li key={severity}>
              <SeverityMark severity={severity} />
            </li>
          ))}
          {scores.map(({ score, threshold }) => (
            <li key={score}>
              <ScoreValue score={score} threshold={threshold} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={designText.colours}>
        <ul className={styles.swatches}>
          {swatches.map((name) => (
            <li key={name}>
              <span className={styles.swatch} style={{ background: `var(--tl-${name})` }} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={designText.type}>
        <ul className={styles.row}>
          {sizes.map((size) => (
            <li key={size} style={{ fontSize: size }}>
              {size} px 0123456789
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
