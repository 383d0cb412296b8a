"use client";

import { Button } from "@mantine/core";
import { useRef } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { NewBadge } from "../display/new-badge.tsx";
import { StaleNote } from "../display/query-view.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import { EventDrawer } from "../event/event-drawer.tsx";
import { filterCount } from "./alert-list-query.ts";
import { AlertTable } from "./alert-table.tsx";
import { alertText } from "./alert-text.ts";
import { type AlertsView, useAlertView } from "./alert-view.ts";
import styles from "./alerts.module.css";
import { BulkBar } from "./bulk-bar.tsx";
import { ColumnsMenu } from "./columns-menu.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { FloodBanner, FloodOffer } from "./flood-banner.tsx";
import { selectMatchingWords } from "./matching-words.ts";
import { StatusBand } from "./status-band.tsx";
import { useAlertList } from "./use-alert-list.ts";
import { useAlertSummary } from "./use-alert-summary.ts";
import { useEvidenceFocus } from "./use-evidence-focus.ts";
import { type Triage, useTriage } from "./use-triage.ts";
import { ViewsMenu } from "./views-menu.tsx";

// The list is there first; what a row opens, and what is asked about it, follows at once.
const { Part: AlertPanel, fetch: fetchAlertPanel } = fetchedLater(() =>
  import("./alert-panel.tsx").then((file) => file.AlertPanel),
);
const { Part: GroupTable, fetch: fetchGroupTable } = fetchedLater(
  () => import("./group-table.tsx").then((file) => file.GroupTable),
  <LoadingState label={alertText.loading} rows={14} />,
);
const { Part: VerdictDialog, fetch: fetchVerdictDialog } = fetchedLater(() =>
  import("./verdict-dialog.tsx").then((file) => file.VerdictDialog),
);
const { Part: TargetsDialog, fetch: fetchTargetsDialog } = fetchedLater(() =>
  import("./targets-dialog.tsx").then((file) => file.TargetsDialog),
);
const loadRest = () => Promise.all([fetchAlertPanel(), fetchVerdictDialog(), fetchTargetsDialog(), fetchGroupTable()]);

const none: readonly AlertRow[] = [];

/** Triage: what was found, why, and what people decide about it. */
export function AlertsPage() {
  const view = useAlertView();
  const list = useAlertList(view.query);
  const { data: summary } = useAlertSummary(view.query);
  const searchRef = useRef<HTMLInputElement>(null);
  const grouped = view.grouping.length > 0;
  // Keys act on what is on the screen: in groups no alert is.
  const triage = useTriage({
    view,
    rows: grouped ? none : list.rows,
    hasMore: !grouped && list.hasNextPage,
    searchRef,
  });
  const openRow = (id: number) => {
    triage.moveTo({ id, byKey: false });
    view.open(id);
  };
  useEvidenceFocus(view.eventId);
  useFetchAhead(loadRest);
  const withTargets = useWasOpened(triage.dialog !== null && "targets" in triage.dialog);
  const withVerdict = useWasOpened(triage.dialog?.kind === "verdict");
  return (
    <div className={styles.page} data-open={view.openId !== null}>
      <h1 className="sr-only">{alertText.title}</h1>
      <section className={styles.list} aria-label={alertText.title}>
        <div className={styles.listHead}>
          <StatusBand
            summary={summary}
            selected={view.query.status}
            onSelect={(status) => view.setFilter("status", status)}
          />
          <div className={styles.listTools}>
            <FloodOffer view={view} />
            <NewBadge count={list.heldCount} onShow={() => void list.showHeld()} />
            <ViewsMenu view={view} />
            <ColumnsMenu view={view} />
          </div>
        </div>
        <FloodBanner view={view} />
        <FilterBar key={view.stream} view={view} searchRef={searchRef} />
        {grouped ? (
          <GroupTable view={view} triage={triage} />
        ) : (
          <AlertList view={view} list={list} triage={triage} onOpen={openRow} />
        )}
        <BulkBar triage={triage} offerText={selectMatchingWords(summary, view.query.status)} />
      </section>
      {view.openId !== null && (
        <AlertPanel
          key={view.openId}
          id={view.openId}
          stream={view.stream}
          actions={triage.actions}
          onOpenEvent={view.openEvent}
          onOpenAlert={openRow}
        />
      )}
      <EventDrawer stream={view.stream} eventId={view.eventId} onClose={view.closeEvent} />
      {withVerdict && (
        <VerdictDialog
          alert={triage.dialog?.kind === "verdict" ? triage.dialog.alert : null}
          onClose={() => triage.setDialog(null)}
          onResolved={(id) => triage.moveTo({ id, byKey: true })}
        />
      )}
      {withTargets && <TargetsDialog triage={triage} />}
    </div>
  );
}

interface AlertListProps {
  readonly view: AlertsView;
  readonly list: ReturnType<typeof useAlertList>;
  readonly triage: Triage;
  readonly onOpen: (id: number) => void;
}

function AlertList({ view, list, triage, onOpen }: AlertListProps) {
  const { data, error, rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  if (data === undefined) {
    return error === null ? (
      <LoadingState label={alertText.loading} rows={14} />
    ) : (
      <ErrorState error={error} retry={list.refetch} />
    );
  }
  if (rows.length === 0) return <NoAlerts filtered={filterCount(view.query) > 0} clear={view.clearFilters} />;
  return (
    <>
      {error !== null && <StaleNote since={list.dataUpdatedAt} />}
      <AlertTable
        view={view}
        rows={rows}
        triage={triage}
        onOpen={onOpen}
        hasMore={hasNextPage && !isFetchingNextPage}
        loadMore={fetchNextPage}
      />
    </>
  );
}

function NoAlerts({ filtered, clear }: { readonly filtered: boolean; readonly clear: () => void }) {
  if (!filtered) return <EmptyState title={alertText.noneAtAll} />;
  return (
    <EmptyState title={alertText.none}>
      <p>{alertText.noneHint}</p>
      <Button variant="default" mt="sm" onClick={clear}>
        {alertText.clearFilters}
      </Button>
    </EmptyState>
  );
}
