"use client";

import Link from "next/link";
import { memo } from "react";
import type { AlertMark } from "../../lib/contracts/live.ts";
import { formatClock, formatScore } from "../display/format.ts";
import { SeverityShape } from "../display/severity.tsx";
import { severityWords } from "../display/severity-order.ts";
import styles from "./charts.module.css";
import { clusterMarks, type MarkCluster } from "./cluster-marks.ts";
import type { Scale } from "./paths.ts";

interface AlertLaneProps {
  readonly marks: readonly AlertMark[];
  readonly domain: readonly [number, number];
  readonly x: Scale;
  /** Middle of the lane, px. */
  readonly laneY: number;
  readonly hrefOf: (alertId: number | null) => string;
}

const shapeSize = 12;

/** Named beside the worst; more would not be read. */
const namedOthers = 3;

function describeCluster({ worst, others, count }: MarkCluster): string {
  const label = `${severityWords[worst.severity]} alert at ${formatClock(worst.at)}, score ${formatScore(worst.score)}: ${worst.title}`;
  if (count === 1) return label;
  const named = others.slice(-namedOthers).map(({ title }) => title);
  const rest = count - 1 > named.length ? [`${count - 1 - named.length} more`] : [];
  return `${count} alerts; opens the list. The worst: ${label}. With it: ${[...named, ...rest].join(", ")}`;
}

/** Alerts above the plot, where they were raised. Those that would touch share one mark, shaped after the worst. */
export const AlertLane = memo(function AlertLane({ marks, domain, x, laneY, hrefOf }: AlertLaneProps) {
  const visible = marks.filter((mark) => mark.at >= domain[0] && mark.at <= domain[1] + 1000);
  return (
    <g>
      {clusterMarks(visible, x).map((cluster) => {
        const { at, worst, count } = cluster;
        const label = describeCluster(cluster);
        const href = hrefOf(count === 1 ? worst.id : null);
        return (
          <Link key={worst.id} href={href} aria-label={label}>
            <g transform={`translate(${at} ${laneY})`} className={styles.alertMark}>
              <title>{label}</title>
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
