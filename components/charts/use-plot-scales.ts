"use client";

import { useMemo } from "react";
import { usePlotArea } from "recharts";
import type { Scale } from "./paths.ts";

export interface PlotScales {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly msPerPixel: number;
}

/** Time and value to pixels of the chart's plot; null until the chart has a size. The same functions while nothing changed. */
export function usePlotScales(
  [start, end]: readonly [number, number],
  [low, high]: readonly [number, number],
): PlotScales | null {
  const area = usePlotArea();
  const { x: left = 0, y: top = 0, width = 0, height = 0 } = area ?? {};
  return useMemo(() => {
    if (width <= 0 || height <= 0) return null;
    const msPerPixel = (end - start) / width;
    return {
      x: (ms) => left + (ms - start) / msPerPixel,
      y: (value) => top + (height * (high - value)) / (high - low),
      left,
      right: left + width,
      top,
      bottom: top + height,
      msPerPixel,
    };
  }, [start, end, low, high, left, top, width, height]);
}
