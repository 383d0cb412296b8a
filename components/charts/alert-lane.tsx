"use client";

import Link from "next/link";
import { memo } from "react";
import type { AlertMark } from "../../lib/contracts/live.ts";
import { formatClock, formatScore } from "../display/format.ts";
import { SeverityShape } from "../display/severity.tsx";
import { severityWords } from "../display/severity-order.ts";
import styles from "./charts.module.css";
import { clusterMarks } from "./cluster-marks.ts";
import type { Scale } from "./paths.ts";

interface AlertLaneProps {
  readonly marks: readonly AlertMark[];
  readonly domain: readonly [number, number];
  readonly x: Scale;
  /** Middle of the lane, px. */
  readonly laneY: number;
  readonly hrefOf: (alertId: number) => string;
}

const shapeSize = 12;

/** Alerts above the plot, where they were raised. Those that would touch share one mark, shaped after the worst. */
export const AlertLane = memo(function AlertLane({ marks, domain, x, laneY, hrefOf }: AlertLaneProps) {
  const visible = marks.filter((mark) => mark.at >= domain[0] && mark.at <= domain[1] + 1000);
  return (
    <g>
      {clusterMarks(visible, x).map(({ at, worst, count }) => {
        const label = `${severityWords[worst.severity]} alert at ${formatClock(worst.at)}, score ${formatScore(worst.score)}: ${worst.title}`;
        return (
          <Link key={worst.id} href={hrefOf(worst.id)} aria-label={count > 1 ? `${count} alerts. ${label}` : label}>
            <g transform={`translate(${at} ${laneY})`} className={styles.alertMark}>
              <title>{count > 1 ? `${count} alerts, worst: ${label}` : label}</title>
              <rect x={-12} y={-12} width={24} height={24} fill="transparent" />
              <SeverityShape severity={worst.severity} size={shapeSize} />
              {count > 1 && (
                <text x={8} y={4} className={styles.alertCount}>
                  {count}
                </text>
              )}
            </g>
          </Link>
        );
      })}
    </g>
  );
});
