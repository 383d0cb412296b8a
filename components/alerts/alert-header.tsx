"use client";

import { Button, CloseButton } from "@mantine/core";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { useMay } from "../session/use-session.ts";
import styles from "./alert-detail.module.css";
import { AlertStanding } from "./alert-standing.tsx";
import { alertText } from "./alert-text.ts";
import { useIsChanging } from "./use-change-alert.ts";

export interface AlertActions {
  readonly acknowledge: () => void;
  readonly resolve: () => void;
  readonly reopen: () => void;
  readonly close: () => void;
}

/** Severity, title, where it stands, and what can be done about it. */
export function AlertHeader({ alert, actions }: { readonly alert: AlertDetail; readonly actions: AlertActions }) {
  const mayTriage = useMay("alerts:triage");
  const changing = useIsChanging(alert.id);
  const resolved = alert.status === "resolved";
  return (
    <header className={styles.detailHead}>
      <div className={styles.detailTop}>
        <SeverityMark severity={alert.severity} />
        <AlertStanding status={alert.status} verdict={alert.verdict} />
        <span className={styles.alertId}>Alert {alert.id}</span>
        <CloseButton size="sm" aria-label={alertText.close} onClick={actions.close} />
      </div>
      <h2 className={styles.detailTitle}>{alert.title}</h2>
      {!mayTriage && <p className={styles.quiet}>{alertText.mayNot}</p>}
      {mayTriage && (
        <div className={styles.actions}>
          {alert.status === "new" && (
            <Button rightSection={<KeyHint>a</KeyHint>} loading={changing} onClick={actions.acknowledge}>
              {alertText.acknowledge}
            </Button>
          )}
          {/* It comes to stand under the pointer when another is pressed: the second half of a double click is not for it. */}
          {!resolved && (
            <Button
              variant="default"
              rightSection={<KeyHint>e</KeyHint>}
              loading={changing}
              onClick={(event) => event.detail < 2 && actions.resolve()}
            >
              {alertText.resolve}
            </Button>
          )}
          {resolved && (
            <Button variant="default" loading={changing} onClick={actions.reopen}>
              {alertText.reopen}
            </Button>
          )}
        </div>
      )}
    </header>
  );
}
