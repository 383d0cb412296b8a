"use client";

import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import { IconDownload, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { ThreatChart } from "../charts/prepare-threat-chart.ts";
import { formatCountOf } from "../display/format.ts";
import { downloadCsv } from "./chart-csv.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { type LiveView, rangeMinutes, useLiveView } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";

interface ChartControlsProps {
  readonly buckets: LiveData["buckets"] | undefined;
  readonly chart: ThreatChart | null;
  readonly view: LiveView;
  /** The last whole second, ms: where pausing stops. */
  readonly now: number;
}

const ranges = rangeMinutes.map((minutes) => ({ value: String(minutes), label: `${minutes} min` }));
const forms = [
  { value: "chart", label: liveText.asChart },
  { value: "table", label: liveText.asTable },
];

/** Range, pause, table, download. A paused chart goes on receiving and says how much. */
export function ChartControls({ buckets, chart, view, now }: ChartControlsProps) {
  const { setMinutes, pauseAt, setTable } = useLiveView();
  const { pausedAt } = view;
  const unseen =
    pausedAt === null ? 0 : (buckets ?? []).reduce((sum, { start, n }) => (start >= pausedAt ? sum + n : sum), 0);
  return (
    <div className={styles.controls}>
      {pausedAt !== null && (
        <span className={styles.unseen} data-testid="paused-new">
          {formatCountOf(unseen, "new event")}
        </span>
      )}
      <Button
        variant={pausedAt === null ? "default" : "filled"}
        leftSection={pausedAt === null ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
        onClick={() => pauseAt(pausedAt === null ? now : null)}
      >
        {pausedAt === null ? liveText.pause : liveText.resume}
      </Button>
      <SegmentedControl
        size="xs"
        aria-label={liveText.ranges}
        data={ranges}
        value={String(view.minutes)}
        onChange={(value) => setMinutes(Number(value))}
      />
      <SegmentedControl
        size="xs"
        aria-label="Form"
        data={forms}
        value={view.asTable ? "table" : "chart"}
        onChange={(value) => setTable(value === "table")}
      />
      <Tooltip label={liveText.download}>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={liveText.download}
          disabled={chart === null || chart.points.length === 0}
          onClick={() => chart !== null && downloadCsv(chart)}
        >
          <IconDownload size={15} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
