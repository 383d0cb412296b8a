"use client";

import { useState } from "react";
import type { ThresholdState } from "../../lib/contracts/thresholds.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState, LoadingState } from "../display/states.tsx";
import { useMay } from "../session/use-session.ts";
import { useStream } from "../url/use-stream.ts";
import { CanaryPanel } from "./canary-panel.tsx";
import { DriftPanel } from "./drift-panel.tsx";
import { FieldPanel } from "./field-panel.tsx";
import { GuardPanel } from "./guard-panel.tsx";
import { MoveByHandDialog } from "./move-by-hand-dialog.tsx";
import { MovesPanel } from "./moves-panel.tsx";
import { RollBackDialog } from "./roll-back-dialog.tsx";
import styles from "./thresholds.module.css";
import { thresholdsText } from "./thresholds-text.ts";
import { useThresholdsView } from "./thresholds-view.ts";
import { useThresholdHistory, useThresholdMoves, useThresholdState } from "./use-thresholds.ts";

// Charts bring their library along: the figures beside them are there without it.
const { Part: HistoryPanel } = fetchedLater(
  () => import("./history-panel.tsx").then((file) => file.HistoryPanel),
  <LoadingState label={thresholdsText.loading} rows={12} />,
);

/** How the thresholds stood and why they moved, how the guard stands, and what verdicts say about the field. */
export function ThresholdsTab() {
  const stream = useStream();
  const state = useThresholdState(stream);
  return (
    <QueryView query={state} loading={thresholdsText.loading} rows={14}>
      {(found) =>
        found.current === null ? (
          <EmptyState title={thresholdsText.none}>
            <p>{thresholdsText.noneText}</p>
          </EmptyState>
        ) : (
          <Thresholds key={stream} state={found} />
        )
      }
    </QueryView>
  );
}

function Thresholds({ state }: { readonly state: ThresholdState }) {
  const { stream, guarded } = state;
  const view = useThresholdsView();
  const history = useThresholdHistory(stream, view.period.hours);
  const moves = useThresholdMoves(stream);
  const mayRollBack = useMay("policies:publish");
  const [asked, setAsked] = useState<number | null>(null);
  const [isMoving, setMoving] = useState(false);
  const rows = moves.data?.pages.flatMap(({ items }) => items) ?? [];
  const rollBackable = new Set(mayRollBack ? rows.filter((row) => row.canRollBack).map(({ version }) => version) : []);
  const isGuarded = state.method === "guarded";
  return (
    <div className={styles.layout}>
      <div className={styles.main}>
        <QueryView query={history} loading={thresholdsText.loading} rows={12}>
          {(found) => (
            <HistoryPanel
              history={found}
              guarded={guarded}
              view={view}
              rollBackable={rollBackable}
              onRollBack={setAsked}
            />
          )}
        </QueryView>
        <MovesPanel moves={moves} onRollBack={mayRollBack && isGuarded ? setAsked : null} />
      </div>
      <div className={styles.side}>
        <div className={styles.first}>
          <GuardPanel stream={stream} state={state} onMove={mayRollBack ? () => setMoving(true) : null} />
        </div>
        {guarded !== null && <CanaryPanel canaries={guarded.canaries} />}
        {isGuarded && <FieldPanel stream={stream} />}
        <DriftPanel stream={stream} />
      </div>
      {guarded !== null && (
        <MoveByHandDialog stream={stream} guarded={guarded} opened={isMoving} onClose={() => setMoving(false)} />
      )}
      <RollBackDialog
        stream={stream}
        move={rows.find(({ version }) => version === asked) ?? null}
        now={guarded?.notify ?? null}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}
