"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { type OriginQuery, originSortSchema } from "../../lib/contracts/floods.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { formatCountOf } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { ErrorState, LoadingState } from "../display/states.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import styles from "./flood.module.css";
import { floodText } from "./flood-text.ts";
import { exportOrigins, useOrigins } from "./use-origins.ts";

interface AlertOriginsProps {
  readonly alert: AlertDetail;
  readonly onOpenEvent: (id: number) => void;
}

const searchDelayMs = 250;
const sortOptions = originSortSchema.options.map((value) => ({ value, label: floodText.originSorts[value] }));

/** Whom an alert stands for that was folded in a flood: found by name, in several orders, and all of them as a file. */
export function AlertOrigins({ alert, onOpenEvent }: AlertOriginsProps) {
  const { id, originCount } = alert;
  const [sort, setSort] = useState<OriginQuery["sort"]>("events");
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), searchDelayMs);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOrigins({ id, sort, q });
  const download = useMutation({ mutationFn: () => exportOrigins(id) });
  const origins = data?.pages.flatMap(({ items }) => items) ?? [];
  const sources = data?.pages[0]?.sources ?? [];
  return (
    <DetailSection title={`${floodText.origins}: ${formatCountOf(originCount, "origin")}`}>
      <p className={styles.quiet}>
        {sources.map(({ name, events }) => `${name}: ${formatCountOf(events, "event")}`).join(" · ")}
      </p>
      <div className={styles.tools}>
        <TextInput
          size="xs"
          aria-label={floodText.originSearch}
          placeholder={floodText.originSearch}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          aria-label={floodText.originSort}
          data={sortOptions}
          value={sort}
          onChange={(event) => setSort(originSortSchema.parse(event.currentTarget.value))}
        />
        <Button size="xs" variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {floodText.exportAll}
        </Button>
      </div>
      {data === undefined && error === null && <LoadingState label={floodText.loadingOrigins} rows={8} />}
      {data === undefined && error !== null && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && origins.length === 0 && <p className={styles.quiet}>{floodText.originNone}</p>}
      <ol className={styles.origins}>
        {origins.map((origin) => (
          <li key={origin.id}>
            <button type="button" className={styles.origin} onClick={() => onOpenEvent(origin.eventId)}>
              <span title={visibleName(origin.name)}>{visibleName(origin.name)}</span>
              <span>{formatCountOf(origin.events, "event")}</span>
              <ScoreValue score={origin.score} />
              <RelativeTime at={origin.lastSeen} />
            </button>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {floodText.more}
        </Button>
      )}
    </DetailSection>
  );
}
