"use client";

import Link from "next/link";
import { memo } from "react";
import type { ModelMark } from "../../lib/contracts/live.ts";
import { formatClock } from "../display/format.ts";
import styles from "./charts.module.css";
import type { PlotScales } from "./use-plot-scales.ts";

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
  return (
    <g>
      {models
        .filter(({ at }) => at >= domain[0] && at <= domain[1])
        .map((mark) => (
          <Link key={mark.version} href={hrefOf(mark.model?.id ?? null)} aria-label={describeMark(mark)}>
            <g className={styles.modelMark}>
              <title>{describeMark(mark)}</title>
              <path d={`M${x(mark.at)},${top}V${bottom}`} />
              <text x={x(mark.at) + 4} y={bottom - 4}>
                {mark.model === null ? "no model" : `model ${mark.model.number}`}
              </text>
              <rect x={x(mark.at) - 6} y={bottom - 24} width={64} height={24} fill="transparent" />
            </g>
          </Link>
        ))}
    </g>
  );
});
