"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { formatCount } from "../display/format.ts";
import type { CardLine } from "./card-line.ts";
import { chartHeight, LineSwatch, lineLooks, shareTicks, tick } from "./curve-chart.tsx";
import styles from "./curves.module.css";
import { shareWords } from "./prepare-curves.ts";

interface CalibrationChartProps {
  readonly line: CardLine;
  readonly asTable: boolean;
  /** Whether the model is named, where there are two. */
  readonly named: boolean;
}

/** Of events with about this probability, the share that were attacks: on the diagonal where it says what is. */
export function CalibrationChart({ line, asTable, named }: CalibrationChartProps) {
  const title = named ? `Calibration, ${line.name}` : "Calibration";
  const bins = line.card.calibration;
  if (bins.length === 0) return null;
  if (asTable) return <CalibrationTable title={title} bins={bins} />;
  const events = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className={styles.chart} aria-label={`${title}: ${bins.length} bins of ${formatCount(events)} events`}>
      <figcaption>
        <b>{title}</b>{" "}
        <span>Of events with a probability, the share that were attacks. The dashed diagonal is exact.</span>
      </figcaption>
      <div aria-hidden="true">
        <p className={styles.axisName}>share that were attacks</p>
        <LineChart
          responsive
          data={[...bins]}
          style={{ width: "100%", height: chartHeight }}
          margin={{ left: 0, right: 24, top: 8, bottom: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--tl-line)" />
          <XAxis
            type="number"
            dataKey="probability"
            domain={[0, 1]}
            interval={0}
            ticks={shareTicks}
            tickFormatter={shareWords}
            tickLine={false}
            axisLine={{ stroke: "var(--tl-line-strong)" }}
            tick={tick}
          />
          <YAxis
            type="number"
            domain={[0, 1]}
            interval={0}
            ticks={shareTicks}
            tickFormatter={shareWords}
            width={44}
            tickLine={false}
            axisLine={false}
            tick={tick}
          />
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--tl-text-3)"
            strokeDasharray="4 3"
          />
          <Line
            dataKey="share"
            type="linear"
            isAnimationActive={false}
            dot={{ r: 3, fill: "var(--tl-panel)", strokeDasharray: "none" }}
            {...lineLooks[0]}
          />
        </LineChart>
        <p className={styles.axisName} data-axis="x">
          probability stated
        </p>
      </div>
      <ul className={styles.legend}>
        <li>
          <LineSwatch index={0} />
          {formatCount(events)} events in {bins.length} bins, {countsOf(bins)} in each
        </li>
      </ul>
    </figure>
  );
}

type Bins = CardLine["card"]["calibration"];

function countsOf(bins: Bins): string {
  const counts = bins.map(({ count }) => count);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
}

function CalibrationTable({ title, bins }: { readonly title: string; readonly bins: Bins }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.numbers} tabIndex={0} aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">probability stated</th>
            <th scope="col">share that were attacks</th>
            <th scope="col">events</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ probability, share, count }) => (
            <tr key={probability}>
              <td>{shareWords(probability)}</td>
              <td>{shareWords(share)}</td>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
