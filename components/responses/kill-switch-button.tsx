"use client";

import { Tooltip } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./kill-switch.module.css";
import { KillSwitchDialog } from "./kill-switch-dialog.tsx";
import { useResponseSummary } from "./use-response-summary.ts";

/** The state of the kill switch, and for those who may the way to move it. */
export function KillSwitchButton({ stream }: { readonly stream: StreamName }) {
  const { data } = useResponseSummary(stream);
  const [isAsking, setAsking] = useState(false);
  const mayTurnOn = useMay("killSwitch:on");
  const mayTurnOff = useMay("killSwitch:off");
  if (data === undefined) return null;
  const { on } = data.killSwitch;
  const may = on ? mayTurnOff : mayTurnOn;
  const hint = on
    ? mayTurnOff
      ? "All responses are stopped. Turn them on again"
      : "All responses are stopped. An administrator can turn them on again"
    : mayTurnOn
      ? "Stop all responses at once"
      : "Responses run. Responders and administrators can stop them all";
  return (
    <>
      <Tooltip label={hint} w={220}>
        <button
          type="button"
          className={styles.switch}
          data-on={on}
          aria-disabled={!may}
          aria-label={on ? "Kill switch is on" : "Kill switch is off"}
          data-testid="kill-switch"
          onClick={() => may && setAsking(true)}
        >
          <IconHandStop size={14} aria-hidden="true" />
          <span className={styles.switchWords}>{on ? "Responses stopped" : "Kill switch"}</span>
        </button>
      </Tooltip>
      {isAsking && <KillSwitchDialog on={on} onClose={() => setAsking(false)} />}
    </>
  );
}
