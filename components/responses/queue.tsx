"use client";

import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { ResponseTab } from "../../lib/contracts/responses.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatCountOf } from "../display/format.ts";
import { NewBadge } from "../display/new-badge.tsx";
import { SplitView } from "../display/split-view.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useMay } from "../session/use-session.ts";
import detailStyles from "./response-detail.module.css";
import { ResponseFilters } from "./response-filters.tsx";
import { ResponseList } from "./response-list.tsx";
import { responseText } from "./response-text.ts";
import type { useResponseView } from "./response-view.ts";
import styles from "./responses.module.css";
import { useDecideMany } from "./use-decide.ts";
import { useDecisionDialogs } from "./use-decision-dialogs.ts";
import { useQueueKeys } from "./use-queue-keys.ts";
import { useResponseList } from "./use-response-list.ts";

const { Part: ResponsePanel, fetch: fetchResponsePanel } = fetchedLater(() =>
  import("./response-panel.tsx").then((file) => file.ResponsePanel),
);
const { Part: DecisionDialogs, fetch: fetchDecisionDialogs } = fetchedLater(() =>
  import("./decision-dialogs.tsx").then((file) => file.DecisionDialogs),
);
const loadRest = () => Promise.all([fetchResponsePanel(), fetchDecisionDialogs()]);

interface QueueProps {
  readonly view: ReturnType<typeof useResponseView>;
  readonly tab: ResponseTab;
}

/** One list of the queue with the panel of what is open, live for everyone and moving for nobody. */
export function Queue({ view, tab }: QueueProps) {
  const list = useResponseList(view.query);
  const mayDecide = useMay("responses:decide");
  useFetchAhead(loadRest);
  const { asked, ask, dismiss } = useDecisionDialogs();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const searchRef = useRef<HTMLInputElement>(null);
  const select = (id: number) =>
    setSelected((known) => new Set(known.has(id) ? [...known].filter((other) => other !== id) : [...known, id]));
  const { rows, data, error, hasNextPage, fetchNextPage, refetch } = list;
  const { cursorId, focusCursor } = useQueueKeys({ view, rows, ask, select, searchRef });
  const on = {
    open: (id: number) => view.open(id),
    approve: (row: (typeof rows)[number]) => ask({ kind: "approve", row }),
    override: (row: (typeof rows)[number]) => ask({ kind: "override", row }),
    undo: (row: (typeof rows)[number]) => ask({ kind: "undo", row }),
    settle: (row: (typeof rows)[number]) => ask({ kind: "settle", row }),
    select,
  };
  const chosen = rows.filter((row) => selected.has(row.id) && row.state === "active").map(({ id }) => id);
  return (
    <SplitView
      panel={
        view.openId === null ? null : (
          <ResponsePanel key={view.openId} id={view.openId} ask={ask} onClose={view.close} />
        )
      }
    >
      <div className={styles.bulk}>
        <ResponseFilters view={view} searchRef={searchRef} />
        <span className={styles.push} />
        {list.departed > 0 && (
          <Button variant="subtle" onClick={() => void list.showHeld()}>
            Clear {formatCountOf(list.departed, "row")} that moved on
          </Button>
        )}
        <NewBadge count={list.heldCount} onShow={() => void list.showHeld()} />
        {mayDecide && chosen.length > 0 && <UndoMany ids={chosen} onDone={() => setSelected(new Set())} />}
      </div>
      {data === undefined && error === null && <LoadingState label={responseText.loading} rows={10} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && rows.length === 0 && <NoResponses tab={tab} view={view} />}
      {rows.length > 0 && (
        <ResponseList
          rows={rows}
          tab={tab}
          mayDecide={mayDecide}
          cursorId={cursorId}
          focusCursor={focusCursor}
          openId={view.openId}
          selected={selected}
          on={on}
          hasMore={hasNextPage}
          loadMore={fetchNextPage}
        />
      )}
      {asked !== null && <DecisionDialogs asked={asked} onClose={dismiss} />}
    </SplitView>
  );
}

const emptyWords = {
  pending: { title: responseText.nonePending, hint: responseText.nonePendingHint },
  active: { title: responseText.noneActive, hint: responseText.noneActiveHint },
  history: { title: responseText.noneHistory, hint: responseText.noneHistoryHint },
} as const;

function NoResponses({ tab, view }: QueueProps) {
  if (view.isFiltered) return <EmptyState title={responseText.noneFiltered} />;
  return (
    <EmptyState title={emptyWords[tab].title}>
      <p>{emptyWords[tab].hint}</p>
    </EmptyState>
  );
}

/** Undoes what is selected, with one reason; what could not be undone is said. */
function UndoMany({ ids, onDone }: { readonly ids: readonly number[]; readonly onDone: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const many = useDecideMany();
  const undo = async (reason: string) => {
    const { refused } = await many.mutateAsync({ ids, do: "undo", reason });
    setRefusals(refused.map(({ id, reason: why }) => `${id}: ${why}`));
    onDone();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Undo {formatCountOf(ids.length, "response")}…</Button>
      {refusals.length > 0 && <span className={detailStyles.problem}>{refusals.join(" ")}</span>}
      <ConfirmDialog
        opened={isAsking}
        title={`Undo ${formatCountOf(ids.length, "response")}?`}
        confirm="Undo all"
        reasonLabel="Why? Kept with each."
        onClose={() => setAsking(false)}
        onConfirm={undo}
      />
    </>
  );
}
