"use client";

import { IconAlertTriangle, IconCheck, IconMinus } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { Tip } from "../display/tip.tsx";
import { ledgerText } from "../ledger/ledger-text.ts";
import { useLedgerState } from "../ledger/use-ledger-state.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";

const looks = {
  loading: { Icon: IconMinus, words: layoutText.ledgerLoading },
  unknown: { Icon: IconMinus, words: layoutText.ledgerUnknown },
  stale: { Icon: IconMinus, words: layoutText.ledgerStale },
  good: { Icon: IconCheck, words: layoutText.ledgerGood },
  bad: { Icon: IconAlertTriangle, words: layoutText.ledgerBad },
} as const;

/** Whether every event received is accounted for; red and in words when not, grey when nobody can say. */
export function LedgerBadge({ stream }: { readonly stream: StreamName }) {
  const { ledger, state } = useLedgerState(stream);
  const { Icon, words } = looks[state];
  const tips = { bad: ledger?.differences.join(" "), stale: layoutText.ledgerStaleHint } as const;
  return (
    <Tip label={state === "bad" || state === "stale" ? tips[state] : ledgerText.promise}>
      {(described) => (
        <button type="button" className={styles.badge} data-ledger={state} {...described}>
          <Icon size={14} aria-hidden="true" />
          <span className={styles.words}>{words}</span>
        </button>
      )}
    </Tip>
  );
}
