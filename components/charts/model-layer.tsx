"use client";

import Link from "next/link";
import { memo } from "react";
import type { ModelMark } from "../../lib/contracts/live.ts";
import { formatClock } from "../display/format.ts";
import styles from "./charts.module.css";
import { labelRows } from "./label-rows.ts";
import type { PlotScales } from "./use-plot-scales.ts";

/** What a label takes up, with the area that is pressed: pixels. */
const label = { width: 64, height: 24 } as const;

interface ModelLayerProps {
  readonly models: readonly ModelMark[];
  readonly domain: readonly [number, number];
  readonly scales: Pick<PlotScales, "x" | "top" | "bottom">;
  readonly hrefOf: (modelId: number | null) => string;
}

function describeMark({ at, offset, model, author, reason }: ModelMark): string {
  const who = model === null ? "the detectors without a trained model" : `model ${model.number}, ${model.name}`;
  return `${formatClock(at)} scored by ${who} from event ${offset} on, by ${author}: ${reason}`;
}

/** Where another trained model began to score: scores on either side are of different judges. Each leads to its model. */
export const ModelLayer = memo(function ModelLayer({ models, domain, scales, hrefOf }: ModelLayerProps) {
  const { x, top, bottom } = scales;
  const shown = models.filter(({ at }) => at >= domain[0] && at <= domain[1]).sort((one, other) => one.at - other.at);
  const rows = labelRows(
    shown.map(({ at }) => x(at)),
    label.width,
  );
  return (
    <g>
      {shown.map((mark, i) => {
        const base = bottom - (rows[i] ?? 0) * label.height;
        return (
          <Link key={mark.version} href={hrefOf(mark.model?.id ?? null)} aria-label={describeMark(mark)}>
            <g className={styles.modelMark}>
              <title>{describeMark(mark)}</title>
              <path d={`M${x(mark.at)},${top}V${bottom}`} />
              <text x={x(mark.at) + 4} y={base - 4}>
                {mark.model === null ? "no model" : `model ${mark.model.number}`}
              </text>
              <rect x={x(mark.at) - 6} y={base - label.height} {...label} fill="transparent" />
            </g>
          </Link>
        );
      })}
    </g>
  );
});
