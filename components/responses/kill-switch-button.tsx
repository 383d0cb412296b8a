"use client";

import { IconHandStop } from "@tabler/icons-react";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { Tip } from "../display/tip.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./kill-switch.module.css";
import { useResponseSummary } from "./use-response-summary.ts";

const { Part: KillSwitchDialog, fetch: fetchKillSwitchDialog } = fetchedLater(() =>
  import("./kill-switch-dialog.tsx").then((file) => file.KillSwitchDialog),
);

function hintOf(on: boolean, mayTurnOn: boolean, mayTurnOff: boolean): string {
  if (!on) {
    return mayTurnOn ? "Stop all responses at once" : "Responses run. Responders and administrators can stop them all";
  }
  return mayTurnOff
    ? "All responses are stopped. Turn them on again"
    : "All responses are stopped. An administrator can turn them on again";
}

const unknown = "Whether responses run is not known at the moment. They can be stopped all the same";

/** The state of the kill switch, and for those who may the way to move it; while its state is not known, to turn it on. */
export function KillSwitchButton({ stream }: { readonly stream: StreamName }) {
  const { data } = useResponseSummary(stream);
  const [isAsking, setAsking] = useState(false);
  useFetchAhead(fetchKillSwitchDialog);
  const mayTurnOn = useMay("killSwitch:on");
  const mayTurnOff = useMay("killSwitch:off");
  const on = data?.killSwitch.on ?? false;
  const may = on ? mayTurnOff : mayTurnOn;
  const hint = data === undefined && mayTurnOn ? unknown : hintOf(on, mayTurnOn, mayTurnOff);
  return (
    <>
      <Tip label={hint}>
        {(described) => (
          <button
            type="button"
            className={styles.switch}
            data-on={data === undefined ? undefined : on}
            aria-disabled={!may}
            aria-label={data === undefined ? "Kill switch" : on ? "Kill switch is on" : "Kill switch is off"}
            data-testid="kill-switch"
            onClick={() => may && setAsking(true)}
            {...described}
          >
            <IconHandStop size={14} aria-hidden="true" />
            <span className={styles.switchWords}>{on ? "Responses stopped" : "Kill switch"}</span>
          </button>
        )}
      </Tip>
      {isAsking && <KillSwitchDialog on={on} onClose={() => setAsking(false)} />}
    </>
  );
}
