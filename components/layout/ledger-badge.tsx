"use client";

import { Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconMinus } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ledgerText } from "../ledger/ledger-text.ts";
import { useLedger } from "../ledger/use-ledger.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";

/** Whether every event received is accounted for; red and in words when not. */
export function LedgerBadge({ stream }: { readonly stream: StreamName }) {
  const { data } = useLedger(stream);
  const state = data === undefined ? "unknown" : data.balanced ? "good" : "bad";
  const shown = {
    unknown: { Icon: IconMinus, words: layoutText.ledgerUnknown },
    good: { Icon: IconCheck, words: layoutText.ledgerGood },
    bad: { Icon: IconAlertTriangle, words: layoutText.ledgerBad },
  } as const;
  const { Icon, words } = shown[state];
  return (
    <Tooltip label={state === "bad" ? data?.differences.join(" ") : ledgerText.promise} w={280}>
      <button type="button" className={styles.badge} data-ledger={state}>
        <Icon size={14} aria-hidden="true" />
        {words}
      </button>
    </Tooltip>
  );
}
