"use client";

import Link from "next/link";
import type { StreamName } from "../../lib/contracts/common.ts";
import { useOpenAlerts } from "../alerts/use-open-alerts.ts";
import { formatCount, formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { inStream } from "../url/use-stream.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";

/** The open alerts that weigh most, and how many there are. */
export function NeedsPanel({ stream }: { readonly stream: StreamName }) {
  const { data, error, refetch } = useOpenAlerts(stream);
  const counts =
    data === undefined
      ? null
      : `${formatCount(data.counts.new)} new · ${formatCount(data.counts.in_progress)} in progress`;
  return (
    <Panel
      title={liveText.needs}
      actions={
        <Link
          className={styles.link}
          href={inStream("/alerts?status=new,in_progress&sort=severity", stream)}
          title={liveText.allOpen}
        >
          {counts ?? liveText.allOpen}
        </Link>
      }
    >
      {data === undefined && error === null && <LoadingState label={liveText.loadingNeeds} rows={4} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data?.items.length === 0 && <EmptyState title={liveText.nothingOpen} />}
      {data !== undefined && data.items.length > 0 && (
        <ol className={styles.needs}>
          {data.items.map((alert) => (
            <li key={alert.id}>
              <Link className={styles.need} href={inStream(`/alerts?alert=${alert.id}`, stream)}>
                <span className={styles.needTitle} title={alert.title}>
                  {alert.title}
                </span>
                <span className={styles.needScore}>{formatScore(alert.score)}</span>
                <span className={styles.needMeta}>
                  <SeverityMark severity={alert.severity} />
                  <span>{alert.status === "in_progress" ? "in progress" : "new"}</span>
                  <RelativeTime at={alert.lastSeen} />
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
