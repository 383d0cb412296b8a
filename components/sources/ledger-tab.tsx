"use client";

import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { LedgerMinutes } from "../../lib/contracts/ledger-minutes.ts";
import { formatClock } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { EmptyState } from "../display/states.tsx";
import { LedgerTable } from "./ledger-table.tsx";
import { minutesText } from "./operations-text.ts";
import { prepareMinutes } from "./prepare-minutes.ts";
import styles from "./sources.module.css";
import { tabWords } from "./sources-text.ts";
import { useLedgerMinutes } from "./use-ledger-minutes.ts";
import { useMinutesView } from "./use-minutes-view.ts";

/** Whether every record is accounted for, for each source and minute; red where not, with the difference in words. */
export function LedgerTab({ stream }: { readonly stream: StreamName }) {
  const view = useMinutesView();
  const query = useLedgerMinutes(stream, view.minutes, view.until);
  const { data } = query;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.summary}>{data !== undefined && <Verdict ledger={data} />}</p>
        <Group gap={4}>
          <Button size="compact-sm" variant="default" aria-label={minutesText.earlier} onClick={view.earlier}>
            <IconChevronLeft size={14} aria-hidden="true" />
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={minutesText.later}
            disabled={view.until === null}
            onClick={view.later}
          >
            <IconChevronRight size={14} aria-hidden="true" />
          </Button>
          <Button size="compact-sm" variant="default" disabled={view.until === null} onClick={view.now}>
            {minutesText.now}
          </Button>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={minutesText.range}
          value={String(view.minutes)}
          onChange={view.setMinutes}
          data={Object.entries(minutesText.ranges).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <QueryView query={query} loading={minutesText.loading}>
        {(ledger) => (
          <>
            <Troubles ledger={ledger} />
            {ledger.sources.length === 0 ? (
              <EmptyState title={minutesText.empty}>
                <p>{minutesText.emptyHint}</p>
              </EmptyState>
            ) : (
              <section
                className={styles.scroll}
                data-old={query.isPlaceholderData || undefined}
                aria-label={tabWords.ledger}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
                tabIndex={0}
              >
                <LedgerTable grid={prepareMinutes(ledger, view.chosen)} chosen={view.chosen} onChoose={view.choose} />
                <p className={`${styles.hint} ${styles.block}`}>{minutesText.promise}</p>
              </section>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}

function Verdict({ ledger }: { readonly ledger: LedgerMinutes }) {
  const Icon = ledger.balanced ? IconCheck : IconAlertTriangle;
  return (
    <>
      <span className={`${styles.verdict} ${ledger.balanced ? styles.good : styles.bad}`} role="status">
        <Icon size={14} aria-hidden="true" />
        {ledger.balanced ? minutesText.good : minutesText.bad}
      </span>
      <span>
        {formatClock(ledger.from).slice(0, 5)} – {formatClock(ledger.to).slice(0, 5)}
      </span>
      {ledger.narrowed && <span className={styles.warn}>{minutesText.narrowed}</span>}
      {ledger.expiredDays.length > 0 && (
        <span>
          {minutesText.expired} {ledger.expiredDays.join(", ")}
        </span>
      )}
    </>
  );
}

function Troubles({ ledger }: { readonly ledger: LedgerMinutes }) {
  if (ledger.differences.length === 0) return null;
  return (
    <ul className={styles.trouble} role="alert">
      {ledger.differences.map(({ source, at, text }) => (
        <li key={`${source} ${at} ${text}`}>{text}</li>
      ))}
    </ul>
  );
}
