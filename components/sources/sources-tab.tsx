"use client";

import { Button, SegmentedControl } from "@mantine/core";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { SourceRow } from "../../lib/contracts/sources.ts";
import { CopyBlock } from "../display/copy-block.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { formatCount, formatCountOf } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import { useMay } from "../session/use-session.ts";
import { sourceKinds } from "../welcome/source-commands.ts";
import { PagedPart } from "./paged-part.tsx";
import { SourceTable } from "./source-table.tsx";
import styles from "./sources.module.css";
import { rangeWords, sourceText } from "./sources-text.ts";
import { useSources } from "./use-sources.ts";
import { useSourcesView } from "./use-sources-view.ts";

const { Part: SourceDrawer, fetch: fetchSourceDrawer } = fetchedLater(() =>
  import("./source-drawer.tsx").then((file) => file.SourceDrawer),
);

/** Each source of the stream: how much it sends, what of it was taken in, and whether it goes on. */
export function SourcesTab({ stream }: { readonly stream: StreamName }) {
  const { range, setRange, sourceId, openSource } = useSourcesView();
  const query = useSources(stream, range);
  useFetchAhead(fetchSourceDrawer);
  const withDrawer = useWasOpened(sourceId !== null);
  const rows = query.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.summary}>{rows !== undefined && rows.length > 0 && <Summary rows={rows} />}</p>
        <SegmentedControl
          size="xs"
          aria-label={sourceText.range}
          value={range}
          onChange={setRange}
          data={Object.entries(rangeWords).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <QueryView query={query} loading={sourceText.loading}>
        {() =>
          rows === undefined || rows.length === 0 ? (
            <NoSources />
          ) : (
            <PagedPart label={sourceText.page} pages={query}>
              <SourceTable rows={rows} range={range} openId={sourceId} onOpen={openSource} />
            </PagedPart>
          )
        }
      </QueryView>
      {withDrawer && (
        <SourceDrawer
          stream={stream}
          sourceId={sourceId}
          row={rows?.find(({ id }) => id === sourceId)}
          known={rows !== undefined}
          onClose={() => openSource(null)}
        />
      )}
    </>
  );
}

function Summary({ rows }: { readonly rows: readonly SourceRow[] }) {
  const perSecond = rows.reduce((sum, row) => sum + row.perSecond, 0);
  const silent = rows.filter((row) => row.silent !== null).length;
  const rejected = rows.reduce((sum, row) => sum + row.rejected, 0);
  return (
    <>
      <b>{formatCountOf(rows.length, "source")}</b>
      <span>{perSecond.toFixed(1)} records/s</span>
      <span>{formatCount(rejected)} rejected</span>
      {silent > 0 && <span className={styles.warn}>{silent} gone quiet</span>}
    </>
  );
}

function NoSources() {
  const may = useMay("keys:manage");
  const { setTab } = useSourcesView();
  const example = sourceKinds[0]?.command({ url: window.location.origin, key: "$KEY" });
  return (
    <EmptyState title={sourceText.empty}>
      <p>{sourceText.emptyHint}</p>
      {example !== undefined && <CopyBlock text={example} label={sourceText.emptyCommand} />}
      {may ? (
        <Button mt="md" onClick={() => setTab("keys")}>
          {sourceText.emptyAdmin}
        </Button>
      ) : (
        <p>{sourceText.emptyOther}</p>
      )}
    </EmptyState>
  );
}
