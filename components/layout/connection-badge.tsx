"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { useNow } from "../display/clock.ts";
import { formatCount, formatDuration, formatWait } from "../display/format.ts";
import { Tip } from "../display/tip.tsx";
import { useLedger } from "../ledger/use-ledger.ts";
import { useConnection } from "../realtime/connection-store.ts";
import { recentLatency } from "../realtime/latency.ts";
import { useScoring } from "../realtime/scoring-store.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";

/** Whether this page is up to date, how many events wait to be scored, and how long a score takes to the eye. */
export function ConnectionBadge({ stream }: { readonly stream: StreamName }) {
  const connection = useConnection();
  const scoring = useScoring(stream);
  const now = useNow();
  const { data: ledger } = useLedger(stream);
  // What was last heard of the lag says nothing about a stream that goes on without us.
  const lag = ledger === undefined || connection.phase === "cut" ? null : Math.max(0, ledger.head - ledger.position);
  const [middle, slow] = [recentLatency(0.5), recentLatency(0.99)];
  const toEye =
    middle === null || slow === null
      ? "Score to screen: not measured yet"
      : `Score to screen: p50 ${formatDuration(middle)}, p99 ${formatDuration(slow)}`;
  const words = {
    connecting: layoutText.connecting,
    live: scoring.kind === "inStep" ? layoutText.liveNow : `${layoutText[scoring.kind]} ${formatWait(scoring.ms)}`,
    cut: connection.phase === "cut" ? `${layoutText.cut}, ${formatWait(Math.max(0, now - connection.since))}` : "",
  } as const;
  return (
    <Tip
      label={
        <>
          {toEye}
          <br />
          {ledger === undefined || lag === null
            ? "Lag not known yet"
            : `Scoring is ${formatCount(lag)} events behind; the oldest waits for ${formatDuration(ledger.lagMs)}`}
        </>
      }
    >
      {(described) => (
        <button
          type="button"
          className={styles.badge}
          data-phase={connection.phase}
          data-scoring={scoring.kind}
          data-testid="connection"
          {...described}
        >
          <span className={styles.dot} aria-hidden="true" />
          <span className={styles.words}>{words[connection.phase]}</span>
          {lag !== null && <span className={styles.lag}>lag {formatCount(lag)}</span>}
        </button>
      )}
    </Tip>
  );
}
