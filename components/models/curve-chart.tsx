"use client";

import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, XAxis, YAxis } from "recharts";
import curveStyles from "./curves.module.css";
import styles from "./models.module.css";
import type { CurvePoint } from "./prepare-curves.ts";

export interface CurveLine {
  readonly name: string;
  readonly points: readonly CurvePoint[];
  /** Where its own threshold lies. */
  readonly mark: CurvePoint | null;
}

export interface CurveProps {
  readonly title: string;
  readonly about: string;
  readonly x: {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly ticks: readonly number[];
    readonly say: (value: number) => string;
  };
  readonly y: { readonly name: string; readonly say: (value: number) => string };
  readonly lines: readonly CurveLine[];
}

/** The first line is drawn full, the second dashed and lighter: told apart without colour. */
export const lineLooks = [
  { stroke: "var(--tl-ink-p99)", strokeWidth: 2 },
  { stroke: "var(--tl-sev-high)", strokeWidth: 1.5, strokeDasharray: "5 3" },
] as const;
export const tick = { fontSize: 11, fill: "var(--tl-text-3)" } as const;
export const shareTicks = [0, 0.2, 0.4, 0.6, 0.8, 1];
export const chartHeight = 260;

/** A curve between 0 and 1 with the operating point on it. */
export function CurveChart({ title, about, x, y, lines }: CurveProps) {
  return (
    <figure className={curveStyles.chart} aria-label={`${title}: ${sayMarks({ x, y, lines })}`}>
      <figcaption>
        <b>{title}</b> <span>{about}</span>
      </figcaption>
      <div aria-hidden="true">
        <p className={curveStyles.axisName}>{y.name}</p>
        <LineChart
          responsive
          style={{ width: "100%", height: chartHeight }}
          margin={{ left: 0, right: 24, top: 8, bottom: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--tl-line)" />
          <XAxis
            type="number"
            dataKey="x"
            domain={[x.from, x.to]}
            allowDataOverflow
            interval={0}
            ticks={[...x.ticks]}
            tickFormatter={x.say}
            tickLine={false}
            axisLine={{ stroke: "var(--tl-line-strong)" }}
            tick={tick}
          />
          <YAxis
            type="number"
            domain={[0, 1]}
            interval={0}
            ticks={shareTicks}
            tickFormatter={y.say}
            width={44}
            tickLine={false}
            axisLine={false}
            tick={tick}
          />
          {lines.map(({ name, points }, i) => (
            <Line
              key={name}
              data={[...points]}
              dataKey="y"
              type="linear"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
              {...lineLooks[i]}
            />
          ))}
          {lines.map(
            ({ name, mark }, i) =>
              mark !== null && (
                <ReferenceDot
                  key={name}
                  x={Math.max(mark.x, x.from)}
                  y={mark.y}
                  r={5}
                  fill="var(--tl-panel)"
                  stroke={lineLooks[i]?.stroke ?? "var(--tl-text)"}
                  strokeWidth={2}
                />
              ),
          )}
          {lines[0]?.mark != null && (
            <ReferenceLine x={Math.max(lines[0].mark.x, x.from)} stroke="var(--tl-text-3)" strokeDasharray="2 3" />
          )}
        </LineChart>
        <p className={curveStyles.axisName} data-axis="x">
          {x.name}
        </p>
      </div>
      <ul className={curveStyles.legend}>
        {lines.map((line, i) => (
          <li key={line.name}>
            <LineSwatch index={i} />
            {line.name}
            {line.mark !== null && <span className={styles.quietText}>{sayMark({ x, y, lines: [line] })}</span>}
          </li>
        ))}
      </ul>
    </figure>
  );
}

type Marked = Pick<CurveProps, "x" | "y" | "lines">;

/** Where the operating point lies, in words. */
function sayMark({ x, y, lines: [line] }: Marked): string {
  const mark = line?.mark;
  return mark == null ? "" : `operating point: ${y.say(mark.y)} at ${x.say(mark.x)}`;
}

function sayMarks({ x, y, lines }: Marked): string {
  return lines.map((line) => `${line.name}, ${sayMark({ x, y, lines: [line] }) || "no operating point"}`).join("; ");
}

export function LineSwatch({ index }: { readonly index: number }) {
  return (
    <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
      <line x1="0" x2="20" y1="4" y2="4" {...lineLooks[index]} />
    </svg>
  );
}
