"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { spotCheckStateSchema } from "../../lib/contracts/thresholds.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatCount } from "../display/format.ts";
import listHead from "../display/list-head.module.css";
import { NewBadge } from "../display/new-badge.tsx";
import { QueryView } from "../display/query-view.tsx";
import { SplitView } from "../display/split-view.tsx";
import { EmptyState, LoadingState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useMay } from "../session/use-session.ts";
import { useLag } from "../thresholds/stream-time.tsx";
import { useThresholdState } from "../thresholds/use-thresholds.ts";
import { useStream } from "../url/use-stream.ts";
import { SpotCheckList } from "./spot-check-list.tsx";
import { type SpotCheckState, spotCheckText, stateWords } from "./spot-check-text.ts";
import { useSpotCheckView } from "./spot-check-view.ts";
import { useJudge } from "./use-judge.ts";
import { useSpotCheckKeys } from "./use-spot-check-keys.ts";
import { useSpotChecks } from "./use-spot-checks.ts";

const { Part: SpotCheckPanel, fetch: fetchSpotCheckPanel } = fetchedLater(
  () => import("./spot-check-panel.tsx").then((file) => file.SpotCheckPanel),
  <LoadingState label={spotCheckText.loadingEvent} rows={10} />,
);

/** The queue of events below notify that people are asked about, beside it the one that is open. */
export function SpotChecksTab() {
  const stream = useStream();
  const view = useSpotCheckView();
  const list = useSpotChecks(stream, view.state);
  const mayJudge = useMay("alerts:triage");
  const judge = useJudge();
  useFetchAhead(fetchSpotCheckPanel);
  const { rows, hasNextPage, fetchNextPage } = list;
  const { cursorId, focusCursor, judgeAt } = useSpotCheckKeys({ view, rows, judge: mayJudge ? judge : null });
  const { openId } = view;
  const lagMs = useLag(useThresholdState(stream).data?.guarded?.at ?? null);
  return (
    <SplitView
      panel={
        openId === null ? null : (
          <SpotCheckPanel
            key={openId}
            id={openId}
            row={rows.find(({ id }) => id === openId) ?? null}
            onJudge={mayJudge ? (verdict) => judgeAt(openId, verdict) : null}
            onClose={view.close}
          />
        )
      }
    >
      <div className={listHead.head}>
        <SegmentedControl
          size="xs"
          aria-label={spotCheckText.states}
          data={spotCheckStateSchema.options.map((value) => ({ value, label: stateWords[value] }))}
          value={view.state}
          onChange={view.setState}
        />
        <span className={listHead.about}>{spotCheckText.about}</span>
        {list.judgedCount > 0 && (
          <Button variant="subtle" onClick={() => void list.renew()}>
            {spotCheckText.clear} ({formatCount(list.judgedCount)})
          </Button>
        )}
        <NewBadge count={list.heldCount} onShow={() => void list.renew()} />
      </div>
      <QueryView query={list} loading={spotCheckText.loading} rows={12}>
        {() =>
          rows.length === 0 ? (
            <NoSpotChecks state={view.state} />
          ) : (
            <SpotCheckList
              rows={rows}
              state={view.state}
              cursorId={cursorId}
              focusCursor={focusCursor}
              openId={openId}
              lagMs={lagMs}
              onOpen={view.open}
              loadMore={hasNextPage ? () => void fetchNextPage() : null}
            />
          )
        }
      </QueryView>
    </SplitView>
  );
}

function NoSpotChecks({ state }: { readonly state: SpotCheckState }) {
  switch (state) {
    case "open":
      return (
        <EmptyState title={spotCheckText.noneOpen}>
          <p>{spotCheckText.noneOpenText}</p>
          <p>{spotCheckText.noneOpenHow}</p>
        </EmptyState>
      );
    case "judged":
      return <EmptyState title={spotCheckText.noneJudged} />;
    case "late":
      return (
        <EmptyState title={spotCheckText.noneLate}>
          <p>{spotCheckText.noneLateText}</p>
        </EmptyState>
      );
  }
}
