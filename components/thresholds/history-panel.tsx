"use client";

import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ThresholdHistory } from "../../lib/contracts/threshold-history.ts";
import type { GuardedThreshold } from "../../lib/contracts/thresholds.ts";
import { CauseMark } from "../charts/cause-mark.tsx";
import { causeNames, causeOf } from "../charts/threshold-cause.ts";
import linkStyles from "../display/link-button.module.css";
import { Panel } from "../display/panel.tsx";
import historyStyles from "./history.module.css";
import { HistoryChartView } from "./history-chart.tsx";
import { MoveDetail } from "./move-detail.tsx";
import { type BandHistory, type HistoryChart, prepareHistory } from "./prepare-history.ts";
import { ClockNote } from "./stream-time.tsx";
import styles from "./thresholds.module.css";
import { periods, thresholdSentences, thresholdsText } from "./thresholds-text.ts";
import type { ThresholdsView } from "./thresholds-view.ts";

interface HistoryPanelProps {
  readonly history: ThresholdHistory;
  readonly guarded: GuardedThreshold | null;
  readonly view: ThresholdsView;
  /** Versions of moves that may be taken back; the person may do it. */
  readonly rollBackable: ReadonlySet<number>;
  readonly onRollBack: (version: number) => void;
}

/** Notify grows with the window; the axis of time stands beneath the last. */
const heights = { notify: "clamp(208px, 30dvh, 400px)", approve: "92px", auto: "92px" } as const;

/** The room of a guard as the chart draws it. */
function boundsOf(guarded: GuardedThreshold | null) {
  if (guarded === null) return null;
  const { rails, anchor, startedAt } = guarded;
  return { ...rails, anchor, since: startedAt };
}

/** Each threshold of a scope over the period, with a marker and a reason wherever it moved. */
export function HistoryPanel({ history, guarded, view, rollBackable, onRollBack }: HistoryPanelProps) {
  const scopes = history.steps.at(-1)?.scopes ?? [];
  const scope = scopes.find(({ id }) => id === view.scope) ?? null;
  const chart = useMemo(
    () => prepareHistory({ history, scopeId: scope?.id ?? null, bounds: boundsOf(guarded) }),
    [history, scope?.id, guarded],
  );
  return (
    <Panel
      title={thresholdsText.history}
      actions={
        <span className={styles.tools}>
          {scopes.length > 0 && (
            <NativeSelect
              size="xs"
              aria-label={thresholdsText.scope}
              value={scope?.id ?? ""}
              onChange={(event) => view.setScope(event.currentTarget.value === "" ? null : event.currentTarget.value)}
              data={[
                { value: "", label: thresholdsText.everythingElse },
                ...scopes.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={thresholdsText.period}
            data={periods.map(({ name, label }) => ({ value: name, label }))}
            value={view.period.name}
            onChange={view.setPeriod}
          />
        </span>
      }
    >
      <Charts
        chart={chart}
        rollBackable={rollBackable}
        onRollBack={onRollBack}
        onAll={view.period.hours === null ? null : () => view.setPeriod("all")}
      />
      {history.cut && <p className={styles.hint}>{thresholdsText.cut}</p>}
    </Panel>
  );
}

interface ChartsProps {
  readonly chart: HistoryChart;
  readonly rollBackable: ReadonlySet<number>;
  readonly onRollBack: (version: number) => void;
  /** Null: it shows all already. */
  readonly onAll: (() => void) | null;
}

/** The newest marker; of several that moved together the one of the lowest band. */
function newestOf({ bands }: HistoryChart) {
  const all = bands.flatMap(({ clusters }) => clusters);
  return all.reduce<(typeof all)[number] | null>(
    (last, next) => (last === null || next.at > last.at ? next : last),
    null,
  );
}

/** The charts and, beneath, the move that is read: the newest, until another is pointed at. */
function Charts({ chart, rollBackable, onRollBack, onAll }: ChartsProps) {
  const [key, setKey] = useState<string | null>(null);
  const { bands } = chart;
  const all = bands.flatMap((band) => band.clusters.map((cluster) => ({ band, cluster })));
  const newest = newestOf(chart);
  const open = all.find(({ cluster }) => cluster.key === key) ?? all.find(({ cluster }) => cluster === newest) ?? null;
  const version = open?.cluster.moves.at(-1)?.step.version;
  const mayRollBack = version !== undefined && open?.band.band === "notify" && rollBackable.has(version);
  return (
    <>
      {bands.map((band, index) => (
        <figure key={band.band} className={historyStyles.band} aria-label={sayBand(band)}>
          <figcaption>{band.band}</figcaption>
          <HistoryChartView
            chart={chart}
            band={band}
            height={heights[band.band]}
            isLast={index === bands.length - 1}
            openKey={open?.cluster.key ?? null}
            on={{ read: setKey }}
          />
        </figure>
      ))}
      <Legend chart={chart} />
      <p className={historyStyles.clock}>
        <ClockNote clock={chart.domain[1]} />
        {chart.earlier > 0 && onAll !== null && (
          <span>
            {thresholdSentences.earlier(chart.earlier)}{" "}
            <button type="button" className={linkStyles.link} onClick={onAll}>
              {thresholdsText.showAll}
            </button>
          </span>
        )}
      </p>
      {open === null ? (
        <p className={styles.hint}>{thresholdsText.noMoves}</p>
      ) : (
        <MoveDetail band={open.band.band} cluster={open.cluster} onRollBack={mayRollBack ? onRollBack : null} />
      )}
    </>
  );
}

function sayBand({ band, current, clusters }: BandHistory): string {
  const moves = clusters.reduce((count, cluster) => count + cluster.moves.length, 0);
  return `${band}, ${current === null ? thresholdsText.off : `now at score ${current.toFixed(1)}`}, ${moves} moves`;
}

/** The causes that occur, by shape and word. */
function Legend({ chart }: { readonly chart: HistoryChart }) {
  const moves = chart.bands.flatMap(({ clusters }) => clusters).flatMap((cluster) => cluster.moves);
  const occurring = new Set(moves.map(({ step }) => causeOf(step.cause)));
  const isGuarded = chart.bands.some(({ bounds }) => bounds !== null);
  if (occurring.size === 0 && !isGuarded) return null;
  return (
    <ul className={historyStyles.legend} aria-label="What the markers mean">
      {causeNames
        .filter((name) => occurring.has(name))
        .map((name) => (
          <li key={name}>
            <CauseMark cause={name} />
          </li>
        ))}
      {isGuarded && (
        <li>
          <svg width="20" height="10" aria-hidden="true">
            <line className={historyStyles.anchor} x1={0} x2={20} y1={5} y2={5} />
          </svg>
          {thresholdsText.anchor}
        </li>
      )}
    </ul>
  );
}
