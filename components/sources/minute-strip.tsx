import { formatClock } from "../display/format.ts";
import styles from "./minutes.module.css";
import { minutesText } from "./operations-text.ts";
import type { LedgerLine } from "./prepare-minutes.ts";

interface MinuteStripProps {
  readonly line: LedgerLine;
  readonly chosen: number | null;
  readonly onChoose: (at: number | null) => void;
}

/**
 * The minutes of a source side by side, the darker the more came in; one that does not add up is red and higher. The
 * slider above chooses a minute by keyboard; here it is pointed at.
 */
export function MinuteStrip({ line, chosen, onChoose }: MinuteStripProps) {
  const { strip, badMinutes, name } = line;
  const label = `${name}: ${badMinutes === 0 ? minutesText.good : `${badMinutes} × ${minutesText.bad}`}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider above does the same by keyboard.
    <svg
      className={styles.strip}
      viewBox={`0 0 ${strip.length} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const index = Math.floor(((event.clientX - box.left) / box.width) * strip.length);
        const at = strip[index]?.at;
        if (at !== undefined) onChoose(at === chosen ? null : at);
      }}
    >
      {strip.map(({ at, level, bad }, index) => (
        <rect
          key={at}
          x={index + 0.06}
          width={0.88}
          y={bad ? 0 : 3}
          height={bad ? 20 : 14}
          className={bad ? styles.minuteBad : styles.minute}
          data-level={level}
          data-chosen={at === chosen || undefined}
        >
          <title>{`${formatClock(at).slice(0, 5)}${bad ? `: ${minutesText.bad}` : ""}`}</title>
        </rect>
      ))}
    </svg>
  );
}
