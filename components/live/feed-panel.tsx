"use client";

import { SegmentedControl } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { serverNow } from "../display/clock.ts";
import { formatCount } from "../display/format.ts";
import { NewBadge } from "../display/new-badge.tsx";
import { Panel } from "../display/panel.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { useHeld } from "../display/use-held.ts";
import { notePainted } from "../realtime/latency.ts";
import { FeedRow } from "./feed-row.tsx";
import { feedRows, hasEvents } from "./feed-rows.ts";
import styles from "./live.module.css";
import { liveRequestOf } from "./live-request.ts";
import { liveText } from "./live-text.ts";
import { type LiveView, spanOf, standingRange, useLiveView } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";
import { useLive } from "./use-live.ts";

interface FeedPanelProps {
  readonly stream: StreamName;
  readonly view: LiveView;
}

const whole = (data: LiveData) => data;
const orders = [
  { value: "highest", label: liveText.byScore },
  { value: "latest", label: liveText.byTime },
];

/** The events with the highest scores of the range, as they come; stands still while somebody reads it. */
export function FeedPanel({ stream, view }: FeedPanelProps) {
  const { data, error, refetch } = useLive(liveRequestOf(stream, view), whole);
  const { setOrder } = useLiveView();
  const scroller = useRef<HTMLOListElement>(null);
  const [pointed, setPointed] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const standing = standingRange(view);
  const { order } = view;
  const range = standing ?? { from: serverNow() - spanOf(view), to: serverNow() };
  const rows = data === undefined ? [] : feedRows(data, { order, range });
  const { shown, fresh, renew } = useHeld(rows, {
    held: pointed || scrolled || view.eventId !== null,
    listId: JSON.stringify([order, liveRequestOf(stream, view)]),
  });
  const notify = data?.thresholds.at(-1)?.notify ?? null;

  const painted = data?.scored?.number;
  useLayoutEffect(() => {
    if (painted !== undefined) notePainted(painted);
  }, [painted]);

  const showNew = () => {
    scroller.current?.scrollTo({ top: 0 });
    renew();
  };
  const actions = (
    <div className={styles.controls}>
      <NewBadge count={fresh} onShow={showNew} />
      {data?.scored != null && (
        <span className={styles.scored} title={liveText.scoredSince}>
          {formatCount(data.scored.position)} {liveText.scored}
        </span>
      )}
      <SegmentedControl
        size="xs"
        aria-label={liveText.feedOrders}
        data={orders}
        value={order}
        onChange={(value) => setOrder(value === "latest" ? "latest" : "highest")}
      />
    </div>
  );
  return (
    <Panel title={liveText.feed} actions={actions}>
      {data === undefined && error === null && <LoadingState label={liveText.loadingFeed} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && shown.length === 0 && (
        <EmptyState title={hasEvents(data, range) ? liveText.feedKeepsNone : liveText.emptyFeed} />
      )}
      {shown.length > 0 && (
        <ol
          ref={scroller}
          className={styles.feed}
          onPointerEnter={() => setPointed(true)}
          onPointerLeave={() => setPointed(false)}
          onFocus={() => setPointed(true)}
          onBlur={() => setPointed(false)}
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 0)}
        >
          {shown.map((row) => (
            <FeedRow key={row.id} row={row} notify={notify} selected={row.id === view.eventId} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
