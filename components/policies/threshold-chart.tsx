"use client";

import type { PolicyPreview } from "../../lib/contracts/policy-preview.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { formatCountOf } from "../display/format.ts";
import { type BandName, bandNames, marginIn } from "./edit-policy.ts";
import { scaleFrom, scaleTicks, scaleTo } from "./margin-scale.ts";
import { policiesText } from "./policies-text.ts";
import styles from "./threshold-chart.module.css";
import { ThresholdHandle } from "./threshold-handle.tsx";

interface ThresholdChartProps {
  readonly policy: PolicyBody;
  readonly scopeId: string | null;
  readonly preview: PolicyPreview | undefined;
  readonly onMove: ((band: BandName, margin: number) => void) | null;
}

interface Bar {
  readonly margin: number;
  readonly count: number;
}

/** Steps of the histogram from the left end of the scale on. */
function barsOf({ histogram }: PolicyPreview, place: number): Bar[] {
  return (histogram.scopes[place] ?? []).flatMap((count, i) => {
    const margin = histogram.least + i * histogram.step;
    return margin >= scaleFrom - 1e-9 && margin < scaleTo && count > 0 ? [{ margin, count }] : [];
  });
}

/** The band that a bar's events fall into, the highest that begins at or before it. */
function bandOfBar(policy: PolicyBody, scopeId: string | null, margin: number): BandName | "none" {
  const reached = bandNames.filter((band) => {
    const begins = marginIn(policy, scopeId, band);
    return begins !== null && margin + 1e-9 >= begins;
  });
  return reached.at(-1) ?? "none";
}

/** The real scores of the period with the thresholds on them, to be moved. */
export function ThresholdChart({ policy, scopeId, preview, onMove }: ThresholdChartProps) {
  const place = preview?.draft.consequences.scopes.findIndex(({ id }) => id === scopeId) ?? -1;
  const bars = preview === undefined || place < 0 ? [] : barsOf(preview, place);
  const most = Math.max(10, ...bars.map(({ count }) => count));
  const total = preview?.draft.consequences.scopes[place]?.total ?? 0;
  const step = preview?.histogram.step ?? 0.1;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        {preview === undefined ? policiesText.histogram : `${policiesText.histogram}: ${formatCountOf(total, "event")}`}
        <span className={styles.hint}>{policiesText.histogramHint}</span>
      </figcaption>
      <div className={styles.plot}>
        <svg
          className={styles.bars}
          viewBox={`${scaleFrom} 0 ${scaleTo - scaleFrom} 1`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {bars.map(({ margin, count }) => {
            const height = Math.log10(count + 1) / Math.log10(most + 1);
            const band = bandOfBar(policy, scopeId, margin);
            return <rect key={margin} data-band={band} x={margin} width={step * 0.86} y={1 - height} height={height} />;
          })}
        </svg>
        {bandNames.map((band) => {
          const margin = marginIn(policy, scopeId, band);
          if (margin === null) return null;
          return (
            <ThresholdHandle
              key={band}
              band={band}
              margin={margin}
              onMove={onMove === null ? null : (moved) => onMove(band, moved)}
            />
          );
        })}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {scaleTicks.map(({ place: at, oneIn, score }) => (
          <span key={oneIn} style={{ left: `${at * 100}%` }}>
            <b>{score}</b>
            {oneIn}
          </span>
        ))}
      </div>
    </figure>
  );
}
