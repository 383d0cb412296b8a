"use client";

import { Button } from "@mantine/core";
import { useRef } from "react";
import { NewBadge } from "../display/new-badge.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { EventDrawer } from "../event/event-drawer.tsx";
import { AlertPanel } from "./alert-panel.tsx";
import { AlertTable } from "./alert-table.tsx";
import { alertText } from "./alert-text.ts";
import { filterCount, useAlertView } from "./alert-view.ts";
import styles from "./alerts.module.css";
import { FilterBar } from "./filter-bar.tsx";
import { StatusBand } from "./status-band.tsx";
import { useAlertCounts } from "./use-alert-counts.ts";
import { useAlertList } from "./use-alert-list.ts";
import { useEvidenceFocus } from "./use-evidence-focus.ts";
import { useTriage } from "./use-triage.ts";
import { VerdictDialog } from "./verdict-dialog.tsx";

/** Triage: what was found, why, and what people decide about it. */
export function AlertsPage() {
  const view = useAlertView();
  const list = useAlertList(view.query);
  const { data: counts } = useAlertCounts(view.query);
  const searchRef = useRef<HTMLInputElement>(null);
  const triage = useTriage({ view, rows: list.rows, searchRef });
  const { data, error, rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const openRow = (id: number) => {
    triage.moveTo({ id, byKey: false });
    view.open(id);
  };
  useEvidenceFocus(view.eventId);
  return (
    <div className={styles.page} data-open={view.openId !== null}>
      <h1 className="sr-only">{alertText.title}</h1>
      <section className={styles.list} aria-label={alertText.title}>
        <div className={styles.listHead}>
          <StatusBand
            counts={counts}
            selected={view.query.status}
            onSelect={(status) => view.setFilter("status", status)}
          />
          <div className={styles.listTools}>
            <NewBadge count={list.heldCount} onShow={() => void list.showHeld()} />
          </div>
        </div>
        <FilterBar key={view.stream} view={view} searchRef={searchRef} />
        {data === undefined && error === null && <LoadingState label={alertText.loading} rows={14} />}
        {data === undefined && error !== null && <ErrorState error={error} retry={list.refetch} />}
        {data !== undefined && rows.length === 0 && (
          <NoAlerts filtered={filterCount(view.query) > 0} clear={view.clearFilters} />
        )}
        {rows.length > 0 && (
          <AlertTable
            rows={rows}
            cursor={triage.cursor}
            openId={view.openId}
            onOpen={openRow}
            hasMore={hasNextPage && !isFetchingNextPage}
            loadMore={fetchNextPage}
          />
        )}
      </section>
      {view.openId !== null && (
        <AlertPanel
          key={view.openId}
          id={view.openId}
          stream={view.stream}
          actions={triage.actions}
          onOpenEvent={view.openEvent}
        />
      )}
      <EventDrawer stream={view.stream} eventId={view.eventId} onClose={view.closeEvent} />
      <VerdictDialog
        alert={triage.dialog?.alert ?? null}
        onClose={() => triage.setDialog(null)}
        onResolved={(id) => triage.moveTo({ id, byKey: true })}
      />
    </div>
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
