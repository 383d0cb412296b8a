"use client";

import { useReducedMotion } from "@mantine/hooks";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { usePlotArea } from "recharts";
import { useCursor } from "./cursor-store.ts";

const tickMs = 1000;
/** Below this a step a second is already smooth. */
const leastStepPx = 2;
/** No more paints a second than this, however wide the chart. */
const mostSteps = 30;

interface GlideProps {
  /** End of the view, ms: each new one starts the glide to the next. */
  readonly end: number;
  readonly msPerPixel: number;
  readonly running: boolean;
  /** Space kept visible above and below the plot, px. */
  readonly bleed?: number;
  /** Space kept visible right of the plot, px. */
  readonly bleedRight?: number;
  readonly children: ReactNode;
}

/**
 * Clips its children to the plot and, between two seconds, moves them left at the pace of time. Stands still while
 * somebody reads off the chart, and for people who asked for less motion.
 */
export function Glide({ end, msPerPixel, running, bleed = 0, bleedRight = 0, children }: GlideProps) {
  const group = useRef<SVGGElement>(null);
  const reduced = useReducedMotion();
  const reading = useCursor() !== null;
  const area = usePlotArea();
  const clip = useId();
  const stepPx = tickMs / msPerPixel;
  const moves = running && !reading && !reduced && stepPx >= leastStepPx;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `end` means that the drawing jumped: glide afresh.
  useLayoutEffect(() => {
    if (!moves) return;
    const glide = group.current?.animate([{ transform: "translateX(0)" }, { transform: `translateX(${-stepPx}px)` }], {
      duration: tickMs,
      fill: "forwards",
      // Whole pixels: each frame in between would paint the same chart again.
      easing: `steps(${Math.round(Math.min(stepPx, mostSteps))}, end)`,
    });
    return () => glide?.cancel();
  }, [moves, stepPx, end]);
  if (area === undefined) return null;
  return (
    <>
      <clipPath id={clip}>
        <rect x={area.x} y={area.y - bleed} width={area.width + bleedRight} height={area.height + bleed * 2} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <g ref={group}>{children}</g>
      </g>
    </>
  );
}
