"use client";

import { Button } from "@mantine/core";
import { useRef } from "react";
import { fetchedLater } from "../display/fetched-later.tsx";
import { NewBadge } from "../display/new-badge.tsx";
import { PageHeader } from "../display/page-header.tsx";
import { QueryView } from "../display/query-view.tsx";
import { SplitView } from "../display/split-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { usePageKeys } from "../keys/use-page-keys.ts";
import styles from "./audit.module.css";
import { AuditTable, entryButtonId } from "./audit-table.tsx";
import { auditText } from "./audit-text.ts";
import { AuditToolbar } from "./audit-toolbar.tsx";
import { type AuditView, useAuditView } from "./audit-view.ts";
import { ExportMenu } from "./export-menu.tsx";
import { SealBadge } from "./seal-badge.tsx";
import { useAuditList } from "./use-audit.ts";

const { Part: AuditPanel, fetch: fetchAuditPanel } = fetchedLater(() =>
  import("./audit-panel.tsx").then((file) => file.AuditPanel),
);

/** The record: who changed what, when, from where; sealed, searchable, and to be taken along. */
export function AuditPage() {
  const view = useAuditView();
  const list = useAuditList(view.filters);
  const searchRef = useRef<HTMLInputElement>(null);
  useFetchAhead(fetchAuditPanel);
  const close = () => {
    const id = view.openId;
    view.close();
    if (id !== null) document.getElementById(entryButtonId(id))?.focus();
  };
  const step = (by: number) => {
    const index = list.rows.findIndex(({ id }) => id === view.openId);
    const next = list.rows[index < 0 ? 0 : index + by];
    if (next !== undefined) view.open(next.id, view.openId === null ? "push" : "replace");
  };
  usePageKeys(auditText.title, [
    { keys: ["j"], does: "Next entry", run: () => step(1) },
    { keys: ["k"], does: "Previous entry", run: () => step(-1) },
    { keys: ["Escape"], does: auditText.close, run: close },
    { keys: ["/"], does: auditText.search, run: () => searchRef.current?.focus() },
  ]);
  return (
    <div className={styles.page}>
      <PageHeader
        title={auditText.title}
        about={<NewBadge count={list.freshCount} onShow={() => void list.showFresh()} />}
        actions={
          <>
            <SealBadge />
            <ExportMenu filters={view.filters} />
          </>
        }
        toolbar={<AuditToolbar view={view} searchRef={searchRef} />}
      />
      <SplitView
        panel={
          view.openId === null ? null : <AuditPanel key={view.openId} id={view.openId} view={view} onClose={close} />
        }
      >
        <QueryView query={list} loading={auditText.loading} rows={16}>
          {() =>
            list.rows.length === 0 ? (
              <NoEntries view={view} />
            ) : (
              <AuditTable
                rows={list.rows}
                openId={view.openId}
                onOpen={(id) => view.open(id, view.openId === null ? "push" : "replace")}
                hasMore={list.hasNextPage && !list.isFetchingNextPage}
                loadMore={list.fetchNextPage}
              />
            )
          }
        </QueryView>
      </SplitView>
    </div>
  );
}

function NoEntries({ view }: { readonly view: AuditView }) {
  if (view.filterCount === 0) {
    return (
      <EmptyState title={auditText.noneAtAll}>
        <p>{auditText.noneAtAllHint}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={auditText.none}>
      <p>{auditText.noneHint}</p>
      <Button variant="default" mt="sm" onClick={view.clearFilters}>
        {auditText.clear}
      </Button>
    </EmptyState>
  );
}
