"use client";

import { IconAlertTriangle, IconCheck, IconMinus } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { LedgerCounts } from "../../lib/contracts/ledger.ts";
import { formatCount, formatCountOf, formatDuration } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { useConnection } from "../realtime/connection-store.ts";
import styles from "./ledger.module.css";
import { type LedgerState, ledgerStateOf } from "./ledger-state.ts";
import { ledgerText } from "./ledger-text.ts";
import { useLedger } from "./use-ledger.ts";

interface Term {
  readonly sign: string;
  readonly label: string;
  readonly count: (totals: LedgerCounts) => number;
}

const intake: readonly Term[] = [
  { sign: "", label: "received", count: (totals) => totals.received },
  { sign: "=", label: "rejected", count: (totals) => totals.rejected },
  { sign: "+", label: "duplicate", count: (totals) => totals.duplicate },
  { sign: "+", label: "accepted", count: (totals) => totals.accepted },
];
const outcome: readonly Term[] = [
  { sign: "", label: "accepted", count: (totals) => totals.accepted },
  { sign: "=", label: "scored", count: (totals) => totals.scored },
  { sign: "+", label: "waiting", count: (totals) => totals.waiting },
  { sign: "+", label: "dead-lettered", count: (totals) => totals.deadLettered },
  { sign: "+", label: "expired", count: (totals) => totals.expired },
];

/** received = rejected + duplicate + accepted; accepted = scored + waiting + dead-lettered + expired. Red when not. */
export function LedgerPanel({ stream }: { readonly stream: StreamName }) {
  const { data, error, refetch } = useLedger(stream);
  const cut = useConnection().phase === "cut";
  const state = ledgerStateOf({ ledger: data, failed: error !== null, cut });
  return (
    <Panel title={ledgerText.title} actions={data && <Balance state={state} />}>
      {data === undefined && error === null && <LoadingState label={ledgerText.loading} rows={4} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && (
        <>
          {!data.balanced && (
            <ul className={styles.differences} role="alert">
              {data.differences.map((difference) => (
                <li key={difference}>{difference}</li>
              ))}
            </ul>
          )}
          <div className={styles.sums}>
            <Sum terms={intake} totals={data.totals} />
            <Sum terms={outcome} totals={data.totals} />
          </div>
          <p className={styles.lag}>
            {state === "stale" || state === "unknown"
              ? ledgerText.asOfBefore
              : data.totals.waiting === 0
                ? ledgerText.upToDate
                : `${ledgerText.lag}: ${formatCountOf(data.totals.waiting, "event")}, the oldest for ${formatDuration(data.lagMs)}`}
          </p>
        </>
      )}
    </Panel>
  );
}

const balances = {
  loading: { Icon: IconMinus, words: ledgerText.unknown },
  unknown: { Icon: IconMinus, words: ledgerText.unknown },
  stale: { Icon: IconMinus, words: ledgerText.stale },
  good: { Icon: IconCheck, words: ledgerText.balanced },
  bad: { Icon: IconAlertTriangle, words: ledgerText.unbalanced },
} as const;

function Balance({ state }: { readonly state: LedgerState }) {
  const { Icon, words } = balances[state];
  return (
    <span className={styles.balance} data-state={state} title={ledgerText.promise}>
      <Icon size={14} aria-hidden="true" />
      {words}
    </span>
  );
}

function Sum({ terms, totals }: { readonly terms: readonly Term[]; readonly totals: LedgerCounts }) {
  return (
    <table className={styles.sum}>
      <tbody>
        {terms.map(({ sign, label, count }) => (
          <tr key={label}>
            <td className={styles.sign}>{sign}</td>
            <th scope="row">{label}</th>
            <td className={styles.count}>{formatCount(count(totals))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
