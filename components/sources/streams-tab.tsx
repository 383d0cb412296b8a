"use client";

import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import type { StreamRow } from "../../lib/contracts/streams.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import table from "../display/data-table.module.css";
import { formatCount } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { useMay } from "../session/use-session.ts";
import { formatBytes } from "./format-bytes.ts";
import { streamSentences, streamText } from "./operations-text.ts";
import styles from "./sources.module.css";
import { tabWords } from "./sources-text.ts";
import { useChangeStream, useStreams } from "./use-streams.ts";

const { columns } = streamText;
const figure = `${table.number} ${styles.narrowHides}`;
const rereadMs = 5_000;

/** What each stream holds; the demo's traffic on or off, and the demo removed and brought back. */
export function StreamsTab() {
  const query = useStreams(rereadMs);
  const may = useMay("sources:manage");
  return (
    <QueryView query={query} loading={streamText.loading} rows={3}>
      {({ items }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section className={styles.scroll} tabIndex={0} aria-label={tabWords.streams}>
          {!may && <p className={styles.block}>{streamText.onlyAdmins}</p>}
          <table className={table.table} aria-label={tabWords.streams}>
            <thead>
              <tr>
                <th scope="col">{columns.stream}</th>
                <th scope="col" className={figure}>
                  {columns.events}
                </th>
                <th scope="col" className={figure}>
                  {columns.bytes}
                </th>
                <th scope="col" className={figure}>
                  {columns.alerts}
                </th>
                <th scope="col" className={figure}>
                  {columns.sources}
                </th>
                <th scope="col" className={figure}>
                  {columns.oldest}
                </th>
                <th scope="col" className={figure}>
                  {columns.newest}
                </th>
                <th scope="col" className={table.number}>
                  {columns.traffic}
                </th>
                <th scope="col" className={table.number}>
                  <span className="sr-only">{columns.actions}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <StreamLine key={row.name} row={row} may={may} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </QueryView>
  );
}

function StreamLine({ row, may }: { readonly row: StreamRow; readonly may: boolean }) {
  const open = row.openAlerts > 0 ? `${formatCount(row.openAlerts)} ${streamText.open}` : null;
  return (
    <tr>
      <th scope="row">
        <div className={styles.name}>
          {row.name}
          <span className={row.removal === null ? `${styles.format} ${styles.narrowHides}` : styles.format}>
            {row.removal === null
              ? streamText.about[row.name]
              : `${streamText.states[row.state]} ${streamSentences.removedBy(row.removal.by, row.removal.reason)}`}
          </span>
        </div>
      </th>
      <td className={figure}>{formatCount(row.events)}</td>
      <td className={figure}>{formatBytes(row.bytes)}</td>
      <td className={figure}>
        {formatCount(row.alerts)}
        {open !== null && <span className={styles.faint}>, {open}</span>}
      </td>
      <td className={figure}>{formatCount(row.sources)}</td>
      <td className={figure}>{row.oldest === null ? streamText.none : <RelativeTime at={row.oldest} />}</td>
      <td className={figure}>{row.newest === null ? streamText.none : <RelativeTime at={row.newest} />}</td>
      <td className={table.number}>
        <Traffic row={row} may={may} />
      </td>
      <td className={table.number}>{may && row.traffic !== null && <StreamActions row={row} />}</td>
    </tr>
  );
}

function Traffic({ row, may }: { readonly row: StreamRow; readonly may: boolean }) {
  const { mutate, isPending } = useChangeStream(row.name);
  if (row.traffic === null || row.state !== "open") return <span className={styles.faint}>{streamText.none}</span>;
  if (!may) return row.traffic ? streamText.on : streamText.off;
  return (
    <Switch
      size="xs"
      styles={{ root: { display: "inline-block" } }}
      aria-label={streamSentences.traffic(row.name)}
      label={row.traffic ? streamText.on : streamText.off}
      labelPosition="left"
      checked={row.traffic}
      disabled={isPending}
      onChange={(event) => mutate({ kind: "traffic", traffic: event.currentTarget.checked })}
    />
  );
}

function StreamActions({ row }: { readonly row: StreamRow }) {
  const [asking, setAsking] = useState(false);
  const { mutate, mutateAsync, isPending } = useChangeStream(row.name, { quiet: asking });
  if (row.state === "removed") {
    return (
      <Button size="compact-xs" loading={isPending} onClick={() => mutate({ kind: "start" })}>
        {streamText.start}
      </Button>
    );
  }
  return (
    <>
      <Button size="compact-xs" variant="default" loading={row.state === "removing"} onClick={() => setAsking(true)}>
        {streamText.remove}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={streamText.removeTitle}
        confirm={streamText.remove}
        danger
        reasonLabel={streamText.removeReason}
        onClose={() => setAsking(false)}
        onConfirm={(reason) => mutateAsync({ kind: "remove", reason })}
      >
        <p className={styles.plain}>{streamText.removeNote}</p>
      </ConfirmDialog>
    </>
  );
}
