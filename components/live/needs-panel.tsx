"use client";

import { IconShieldQuestion } from "@tabler/icons-react";
import Link from "next/link";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import { useShortOrder } from "../alerts/use-floods.ts";
import { useOpenAlerts } from "../alerts/use-open-alerts.ts";
import { formatCount, formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { useResponseSummary } from "../responses/use-response-summary.ts";
import { inStream } from "../url/use-stream.ts";
import { liveText } from "./live-text.ts";
import styles from "./needs.module.css";

/** The open alerts that weigh most, in a flood the rarest, and how many there are. */
export function NeedsPanel({ stream }: { readonly stream: StreamName }) {
  const order = useShortOrder(stream);
  const { data, error, refetch } = useOpenAlerts(stream, order);
  const counts =
    data === undefined
      ? null
      : `${formatCount(data.counts.new)} new · ${formatCount(data.counts.in_progress)} in progress`;
  const allOpen = inStream(`/alerts?status=new,in_progress&sort=${order}`, stream);
  const more = data === undefined ? 0 : data.counts.new + data.counts.in_progress - data.items.length;
  return (
    <Panel
      title={liveText.needs}
      actions={
        <Link className={styles.link} href={allOpen} title={liveText.allOpen}>
          {counts ?? liveText.allOpen}
        </Link>
      }
    >
      <WaitingResponses stream={stream} />
      {data === undefined && error === null && <LoadingState label={liveText.loadingNeeds} rows={4} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data?.items.length === 0 && more === 0 && <EmptyState title={liveText.nothingOpen} />}
      {data !== undefined && data.items.length + more > 0 && (
        <ol className={styles.needs}>
          {data.items.map((alert) => (
            <li key={alert.id}>
              <Need alert={alert} href={inStream(`/alerts?alert=${alert.id}`, stream)} />
            </li>
          ))}
          {more > 0 && (
            <li>
              <Link className={styles.moreOpen} href={allOpen}>
                {liveText.moreOpen(formatCount(more))}
              </Link>
            </li>
          )}
        </ol>
      )}
    </Panel>
  );
}

/** Responses that wait for a decision come first: they run out. Nothing where none do, or they cannot be read. */
function WaitingResponses({ stream }: { readonly stream: StreamName }) {
  const waiting = useResponseSummary(stream).data?.counts.needsPerson ?? 0;
  if (waiting === 0) return null;
  return (
    <Link className={styles.waiting} href={inStream("/responses", stream)}>
      <IconShieldQuestion size={15} aria-hidden="true" />
      {liveText.waitingResponses(formatCount(waiting), waiting === 1)}
    </Link>
  );
}

function Need({ alert, href }: { readonly alert: AlertRow; readonly href: string }) {
  const { title, score, severity, status, entities, lastSeen } = alert;
  const names = entities.map(({ name }) => name).join(" · ");
  return (
    <Link className={styles.need} href={href}>
      <span className={styles.needTitle} title={title}>
        {title}
      </span>
      <span className={styles.needScore}>{formatScore(score)}</span>
      <span className={styles.needMeta}>
        <SeverityMark severity={severity} />
        {status === "in_progress" && <span>in progress</span>}
        <span className={styles.needEntities} title={names}>
          {names}
        </span>
        <RelativeTime at={lastSeen} />
      </span>
    </Link>
  );
}
