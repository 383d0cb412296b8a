"use client";

import { ErrorState, LoadingState } from "../display/states.tsx";
import detailStyles from "./alert-detail.module.css";
import { AlertEvidence } from "./alert-evidence.tsx";
import { type AlertActions, AlertHeader } from "./alert-header.tsx";
import { alertText } from "./alert-text.ts";
import { AlertTimeline } from "./alert-timeline.tsx";
import styles from "./alerts.module.css";
import { useAlert } from "./use-alert.ts";

interface AlertPanelProps {
  readonly id: number;
  readonly actions: AlertActions;
  readonly onOpenEvent: (id: number) => void;
}

/** One alert: what it is and why first, then what it rests on, then what people did. */
export function AlertPanel({ id, actions, onOpenEvent }: AlertPanelProps) {
  const { data, error, refetch } = useAlert(id);
  return (
    <aside className={styles.detail} aria-label={`Alert ${id}`}>
      {data === undefined && error === null && <LoadingState label={alertText.loadingDetail} rows={12} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && (
        <>
          <AlertHeader alert={data} actions={actions} />
          <div className={detailStyles.detailBody}>
            <AlertEvidence alert={data} onOpenEvent={onOpenEvent} />
            <AlertTimeline key={data.id} alert={data} />
          </div>
        </>
      )}
    </aside>
  );
}
