"use client";

import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import { IconDownload, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { liveRanges, type TimeRange } from "../../lib/contracts/live-range.ts";
import type { ThreatChart } from "../charts/prepare-threat-chart.ts";
import { formatCountOf } from "../display/format.ts";
import { downloadCsv } from "./chart-csv.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { type LiveView, useLiveView } from "./live-view.ts";
import { RangePicker } from "./range-picker.tsx";
import { useNewSince } from "./use-new-since.ts";

interface ChartControlsProps {
  readonly stream: StreamName;
  readonly chart: ThreatChart | null;
  readonly view: LiveView;
  readonly shown: TimeRange;
}

function labelOf(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes <= 1440 ? `${minutes / 60} h` : `${minutes / 1440} d`;
}

const ranges = liveRanges.map((minutes) => ({ value: String(minutes), label: labelOf(minutes) }));
const forms = [
  { value: "chart", label: liveText.asChart },
  { value: "table", label: liveText.asTable },
];

/** Range, pause, form, download. A paused chart goes on receiving and says how much. */
export function ChartControls({ stream, chart, view, shown }: ChartControlsProps) {
  const { setMinutes, setFixed, setTable } = useLiveView();
  return (
    <div className={styles.controls}>
      <PauseControls stream={stream} view={view} now={shown.to} />
      <SegmentedControl
        size="xs"
        className={styles.ranges}
        aria-label={liveText.ranges}
        data={ranges}
        value={view.fixed === null ? String(view.minutes) : ""}
        onChange={(value) => setMinutes(Number(value))}
      />
      <RangePicker shown={shown} fixed={view.fixed !== null} onPick={setFixed} />
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

interface PauseControlsProps {
  readonly stream: StreamName;
  readonly view: LiveView;
  /** The end of what is shown, ms: where pausing stops. */
  readonly now: number;
}

function PauseControls({ stream, view, now }: PauseControlsProps) {
  const { follow, pauseAt } = useLiveView();
  const fresh = useNewSince(stream, view);
  if (view.fixed !== null) {
    return (
      <Button variant="filled" leftSection={<IconPlayerPlay size={14} />} onClick={follow}>
        {liveText.follow}
      </Button>
    );
  }
  const paused = view.pausedAt !== null;
  return (
    <>
      {paused && fresh !== undefined && (
        <span className={styles.unseen} role="status">
          <span data-testid="paused-new">
            {formatCountOf(fresh.events, "new event")}
            {fresh.more && "+"}
          </span>
          {fresh.alerts > 0 && `, ${formatCountOf(fresh.alerts, liveText.newAlerts)}`}
        </span>
      )}
      <Button
        variant={paused ? "filled" : "default"}
        leftSection={paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
        onClick={() => pauseAt(paused ? null : now)}
      >
        {paused ? liveText.resume : liveText.pause}
      </Button>
    </>
  );
}
