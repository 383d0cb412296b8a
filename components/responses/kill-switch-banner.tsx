"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { formatCountOf } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import styles from "./kill-switch.module.css";
import { useResponseSummary } from "./use-response-summary.ts";

/** While the kill switch is on: who stopped everything, when and why, and what that ended. */
export function KillSwitchBanner({ stream }: { readonly stream: StreamName }) {
  const { data } = useResponseSummary(stream);
  if (data?.killSwitch.on !== true) return null;
  const { by, at, reason, stopped, rollingBack } = data.killSwitch;
  return (
    <p className={styles.banner} role="status">
      <b>All responses are stopped</b>
      <span>
        by {by ?? "somebody"}
        {at !== null && (
          <>
            , <RelativeTime at={at} />
          </>
        )}
        {reason !== null && `: ${reason}`}
      </span>
      <span>
        {formatCountOf(stopped, "response")} stopped before they began
        {rollingBack > 0 && `, ${formatCountOf(rollingBack, "response")} being undone`}
      </span>
    </p>
  );
}
