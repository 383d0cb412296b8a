"use client";

import { IconAlertTriangle, IconCheck, IconMinus } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { formatCount } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { ledgerText } from "../ledger/ledger-text.ts";
import { useLedgerState } from "../ledger/use-ledger-state.ts";
import styles from "./aside.module.css";

const balances = {
  loading: { Icon: IconMinus, words: ledgerText.unknown },
  unknown: { Icon: IconMinus, words: ledgerText.unknown },
  stale: { Icon: IconMinus, words: ledgerText.stale },
  good: { Icon: IconCheck, words: ledgerText.balanced },
  bad: { Icon: IconAlertTriangle, words: ledgerText.unbalanced },
} as const;

/** Whether every event is accounted for, in two lines; the page of sources has the sums. */
export function LedgerLine({ stream }: { readonly stream: StreamName }) {
  const { ledger, state } = useLedgerState(stream);
  const { Icon, words } = balances[state];
  return (
    <Panel
      title={ledgerText.title}
      actions={
        <span className={styles.balance} data-state={state} title={ledgerText.promise}>
          <Icon size={14} aria-hidden="true" />
          {words}
        </span>
      }
    >
      {ledger !== undefined && (
        <dl className={styles.ledger}>
          {(["accepted", "scored", "waiting", "rejected"] as const).map((name) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{formatCount(ledger.totals[name])}</dd>
            </div>
          ))}
        </dl>
      )}
      {ledger?.balanced === false && (
        <ul className={styles.differences} role="alert">
          {ledger.differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
