"use client";

import { ActionIcon, Button, CloseButton, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { useMakeException } from "../policies/use-make-exception.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./alert-detail.module.css";
import { AlertStanding } from "./alert-standing.tsx";
import { alertText } from "./alert-text.ts";
import { AlertTimes } from "./alert-times.tsx";
import { useIsChanging } from "./use-change-alert.ts";

export interface AlertActions {
  readonly acknowledge: () => void;
  readonly resolve: () => void;
  readonly reopen: () => void;
  readonly snooze: () => void;
  readonly assign: () => void;
  readonly assignToMe: () => void;
  readonly close: () => void;
}

/** Severity, title, where it stands and since when, and what can be done about it. */
export function AlertHeader({ alert, actions }: { readonly alert: AlertDetail; readonly actions: AlertActions }) {
  const mayTriage = useMay("alerts:triage");
  return (
    <header className={styles.detailHead}>
      <div className={styles.detailTop}>
        <SeverityMark severity={alert.severity} />
        <AlertStanding status={alert.status} verdict={alert.verdict} />
        <span className={styles.alertId}>Alert {alert.id}</span>
        <CloseButton size="sm" aria-label={alertText.close} onClick={actions.close} />
      </div>
      <h2 className={styles.detailTitle}>{alert.title}</h2>
      <AlertTimes alert={alert} />
      {mayTriage ? <Actions alert={alert} actions={actions} /> : <p className={styles.quiet}>{alertText.mayNot}</p>}
    </header>
  );
}

/** A button that comes to stand under the pointer when another is pressed: a double click's second half is not for it. */
function Actions({ alert, actions }: { readonly alert: AlertDetail; readonly actions: AlertActions }) {
  const changing = useIsChanging(alert.id);
  if (alert.status === "resolved") {
    return (
      <div className={styles.actions}>
        <Button variant="default" loading={changing} onClick={actions.reopen}>
          {alertText.reopen}
        </Button>
        <MoreActions alert={alert} actions={actions} />
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      {alert.status !== "in_progress" && (
        <Button rightSection={<KeyHint>a</KeyHint>} loading={changing} onClick={actions.acknowledge}>
          {alertText.acknowledge}
        </Button>
      )}
      <Button
        variant="default"
        rightSection={<KeyHint>e</KeyHint>}
        loading={changing}
        onClick={(event) => event.detail < 2 && actions.resolve()}
      >
        {alertText.resolve}
      </Button>
      <Button
        variant="default"
        rightSection={<KeyHint>s</KeyHint>}
        loading={changing}
        onClick={(event) => event.detail < 2 && actions.snooze()}
      >
        {alertText.snooze}
      </Button>
      <MoreActions alert={alert} actions={actions} />
    </div>
  );
}

function MoreActions({ alert, actions }: { readonly alert: AlertDetail; readonly actions: AlertActions }) {
  const mayDraft = useMay("policies:draft");
  const makeException = useMakeException(alert);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} className={styles.moreActions} aria-label={alertText.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<KeyHint>m</KeyHint>} onClick={actions.assignToMe}>
          {alertText.assignToMe}
        </Menu.Item>
        <Menu.Item rightSection={<KeyHint>M</KeyHint>} onClick={actions.assign}>
          {alertText.assign}
        </Menu.Item>
        {mayDraft && (
          <Menu.Item disabled={makeException.isPending} onClick={() => makeException.mutate()}>
            {alertText.makeException}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
