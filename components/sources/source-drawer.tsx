"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { SourceRow } from "../../lib/contracts/sources.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { formatDuration } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { SideDrawerOverlay } from "../display/side-drawer-overlay.tsx";
import { EmptyState, LoadingState } from "../display/states.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { FactList } from "../explain/fact-list.tsx";
import { RejectsList } from "./rejects-list.tsx";
import { ClockLag, Waiting } from "./source-figures.tsx";
import styles from "./sources.module.css";
import { sourceSentences, sourceText } from "./sources-text.ts";
import { ZoneForm } from "./zone-form.tsx";

interface SourceDrawerProps {
  readonly stream: StreamName;
  readonly sourceId: number | null;
  /** As the list has it. */
  readonly row: SourceRow | undefined;
  /** The list has been read. */
  readonly known: boolean;
  readonly onClose: () => void;
}

/** One source: its clock, its zone, and what of it was refused. */
export function SourceDrawer({ stream, sourceId, row, known, onClose }: SourceDrawerProps) {
  return (
    <SideDrawerOverlay
      opened={sourceId !== null}
      title={row === undefined ? sourceText.details : visibleName(row.name)}
      onClose={onClose}
    >
      {row !== undefined && <SourceDetails key={row.id} stream={stream} row={row} />}
      {row === undefined && !known && <LoadingState label={sourceText.loading} rows={8} />}
      {row === undefined && known && <EmptyState title={sourceText.gone} />}
    </SideDrawerOverlay>
  );
}

function SourceDetails({ stream, row }: { readonly stream: StreamName; readonly row: SourceRow }) {
  const { facts } = sourceText;
  return (
    <>
      {row.silent !== null && (
        <p className={styles.notice}>
          {sourceSentences.silent(formatDuration(row.silent.forMs), formatDuration(row.silent.usualMs))}
        </p>
      )}
      <div className={styles.block}>
        <FactList
          facts={[
            { name: facts.format, value: row.format },
            { name: facts.since, value: <RelativeTime at={row.createdAt} /> },
            {
              name: facts.lastEvent,
              value: row.lastEvent === null ? sourceText.never : <RelativeTime at={row.lastEvent} />,
            },
            { name: facts.clock, value: <ClockLag row={row} /> },
            { name: facts.waiting, value: <Waiting row={row} /> },
          ]}
        />
      </div>
      <DetailSection title={sourceText.zone}>
        <ZoneForm row={row} />
      </DetailSection>
      <DetailSection title={sourceText.rejects}>
        <RejectsList stream={stream} source={row.id} />
      </DetailSection>
    </>
  );
}
