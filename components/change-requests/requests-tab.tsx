"use client";

import { Button, SegmentedControl } from "@mantine/core";
import type { StreamName } from "../../lib/contracts/common.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import listHead from "../display/list-head.module.css";
import { QueryView } from "../display/query-view.tsx";
import { SplitView } from "../display/split-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { RequestTable } from "./request-table.tsx";
import { requestText } from "./request-text.ts";
import { useRequestView } from "./request-view.ts";
import { useChangeRequests } from "./use-change-requests.ts";

const { Part: RequestPanel, fetch: fetchRequestPanel } = fetchedLater(() =>
  import("./request-panel.tsx").then((file) => file.RequestPanel),
);

/** What was asked for because it lets more through: those that wait, or those that were decided. */
export function RequestsTab({ stream }: { readonly stream: StreamName }) {
  const view = useRequestView();
  const list = useChangeRequests(stream, view.states);
  useFetchAhead(fetchRequestPanel);
  return (
    <SplitView
      panel={view.openId === null ? null : <RequestPanel key={view.openId} id={view.openId} onClose={view.close} />}
    >
      <div className={listHead.head}>
        <SegmentedControl
          size="xs"
          aria-label={requestText.states}
          data={[
            { value: "open", label: requestText.open },
            { value: "closed", label: requestText.closed },
          ]}
          value={view.states}
          onChange={(value) => view.setStates(value === "closed" ? "closed" : "open")}
        />
        {stream === "demo" && <span className={listHead.about}>{requestText.demo}</span>}
      </div>
      <QueryView query={list} loading={requestText.loading}>
        {() =>
          list.rows.length === 0 ? (
            <EmptyState title={view.states === "open" ? requestText.noneOpen : requestText.noneClosed}>
              {view.states === "open" && stream !== "demo" && <p>{requestText.noneOpenHint}</p>}
            </EmptyState>
          ) : (
            <>
              <RequestTable rows={list.rows} openId={view.openId} onOpen={view.open} />
              {list.hasNextPage && (
                <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {requestText.more}
                </Button>
              )}
            </>
          )
        }
      </QueryView>
    </SplitView>
  );
}
