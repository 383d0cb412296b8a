"use client";

import { CloseButton } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import type { StreamName } from "../../lib/contracts/common.ts";
import { ApiError } from "../data/api-error.ts";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { AlertResponses } from "../responses/alert-responses.tsx";
import { inStream } from "../url/use-stream.ts";
import detailStyles from "./alert-detail.module.css";
import { AlertEvidence } from "./alert-evidence.tsx";
import { type AlertActions, AlertHeader } from "./alert-header.tsx";
import { AlertOrigins } from "./alert-origins.tsx";
import { AlertSimilar } from "./alert-similar.tsx";
import { alertSentences, alertText } from "./alert-text.ts";
import { AlertTimeline } from "./alert-timeline.tsx";
import styles from "./alerts.module.css";
import { EntityEvents } from "./entity-events.tsx";
import { useAlert } from "./use-alert.ts";

interface AlertPanelProps {
  readonly id: number;
  /** The stream that the page shows. */
  readonly stream: StreamName;
  readonly actions: AlertActions;
  readonly onOpenEvent: (id: number) => void;
  readonly onOpenAlert: (id: number) => void;
}

/** One alert: what it is and why first, then what it rests on, then what people did. */
export function AlertPanel({ id, stream, actions, onOpenEvent, onOpenAlert }: AlertPanelProps) {
  const { data, error, refetch } = useAlert(id);
  return (
    <aside className={styles.detail} aria-label={`Alert ${id}`}>
      {data === undefined || data.stream !== stream ? (
        <NoDetail id={id} close={actions.close}>
          {data !== undefined && <OtherStream alert={data} />}
          {data === undefined && error === null && <LoadingState label={alertText.loadingDetail} rows={12} />}
          {data === undefined && error !== null && <AlertError error={error} retry={refetch} />}
        </NoDetail>
      ) : (
        <>
          <AlertHeader alert={data} actions={actions} />
          <div className={detailStyles.detailBody}>
            {data.originCount > 1 && <AlertOrigins key={data.id} alert={data} onOpenEvent={onOpenEvent} />}
            <AlertEvidence alert={data} onOpenEvent={onOpenEvent} />
            <AlertResponses alert={data} />
            <AlertTimeline key={data.id} alert={data} />
            <AlertSimilar id={data.id} onOpen={onOpenAlert} />
            <EntityEvents alert={data} onOpenEvent={onOpenEvent} />
          </div>
        </>
      )}
    </aside>
  );
}

interface NoDetailProps {
  readonly id: number;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The panel while there is nothing to decide about: it can be closed all the same. */
function NoDetail({ id, close, children }: NoDetailProps) {
  return (
    <>
      <header className={detailStyles.detailHead}>
        <div className={detailStyles.detailTop}>
          <span className={detailStyles.quietTitle}>Alert {id}</span>
          <CloseButton size="sm" aria-label={alertText.close} onClick={close} />
        </div>
      </header>
      {children}
    </>
  );
}

/** What is not there does not come by asking again. */
function AlertError({ error, retry }: { readonly error: unknown; readonly retry: () => unknown }) {
  const missing = error instanceof ApiError && error.status === 404;
  return missing ? <EmptyState title={alertText.noSuchAlert} /> : <ErrorState error={error} retry={retry} />;
}

/** Decided about only where its stream's list, filters and counts are beside it. */
function OtherStream({ alert }: { readonly alert: AlertDetail }) {
  return (
    <EmptyState title={alertSentences.otherStream(alert.stream)}>
      <p>
        <Link className={detailStyles.technique} href={inStream(`/alerts?alert=${alert.id}`, alert.stream)}>
          {alertSentences.showIn(alert.stream)}
        </Link>
      </p>
    </EmptyState>
  );
}
