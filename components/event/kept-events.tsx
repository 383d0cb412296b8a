"use client";

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type EventRow, eventPageSchema } from "../../lib/contracts/events.ts";
import { eventKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { SideDrawerOverlay } from "../display/side-drawer-overlay.tsx";
import { EmptyState } from "../display/states.tsx";
import { EventBody } from "./event-body.tsx";
import styles from "./kept-events.module.css";
import { type KeptBack, keptBackQuery, keptEventsText } from "./kept-events-text.ts";

const pageSize = 50;

interface KeptEventsProps {
  readonly stream: StreamName;
  /** Null: closed. */
  readonly what: KeptBack | null;
  readonly onClose: () => void;
}

/** From a count of what people were not told of to the events themselves, each with its explanation. */
export function KeptEvents({ stream, what, onClose }: KeptEventsProps) {
  const [openId, setOpenId] = useState<number | null>(null);
  const close = () => {
    setOpenId(null);
    onClose();
  };
  return (
    <SideDrawerOverlay opened={what !== null} onClose={close} title={titleOf(what)}>
      {what !== null && openId === null && <EventList stream={stream} what={what} onOpen={setOpenId} />}
      {openId !== null && (
        <>
          <p className={styles.hint}>
            <Button size="compact-xs" variant="default" onClick={() => setOpenId(null)}>
              {keptEventsText.back}
            </Button>
          </p>
          <EventBody stream={stream} eventId={openId} />
        </>
      )}
    </SideDrawerOverlay>
  );
}

function titleOf(what: KeptBack | null): string {
  return what === "hidden" || what === "shown" ? keptEventsText[what] : keptEventsText.excepted;
}

function hintOf(what: KeptBack): string {
  if (what === "hidden") return keptEventsText.hiddenHint;
  return what === "shown" ? keptEventsText.shownHint : keptEventsText.exceptedHint;
}

interface EventListProps {
  readonly stream: StreamName;
  readonly what: KeptBack;
  readonly onOpen: (id: number) => void;
}

function EventList({ stream, what, onOpen }: EventListProps) {
  const query = useInfiniteQuery({
    queryKey: eventKeys.keptBack(stream, what),
    // An empty cursor is left out of the request: the first page.
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const search = queryString({ stream, ...keptBackQuery(what), limit: pageSize, cursor: pageParam });
      return request(eventPageSchema, `/api/v1/events${search}`, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return (
    <>
      <p className={styles.hint}>{hintOf(what)}</p>
      <QueryView query={query} loading={keptEventsText.loading} rows={10}>
        {({ pages }) => (
          <>
            <Rows events={pages.flatMap(({ items }) => items)} onOpen={onOpen} />
            {hasNextPage && (
              <p className={styles.hint}>
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {keptEventsText.more}
                </Button>
              </p>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}

function Rows({ events, onOpen }: { readonly events: readonly EventRow[]; readonly onOpen: (id: number) => void }) {
  if (events.length === 0) return <EmptyState title={keptEventsText.none} />;
  return (
    <ol className={styles.events}>
      {events.map(({ id, score, summary, time }) => (
        <li key={id}>
          <button type="button" className={styles.event} onClick={() => onOpen(id)}>
            <ScoreValue score={score} />
            <span className={styles.summary} title={summary}>
              {summary}
            </span>
            <RelativeTime at={time} />
          </button>
        </li>
      ))}
    </ol>
  );
}
