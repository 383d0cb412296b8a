"use client";

import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconChevronDown, IconDownload, IconRepeat } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { formatCount } from "../display/format.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { deadSentences, deadText } from "./operations-text.ts";
import styles from "./sources.module.css";
import { type DeadState, downloadPath } from "./use-dead-letters.ts";

interface DeadLetterToolsProps {
  readonly stream: StreamName;
  readonly state: DeadState;
  /** Null until it was read. */
  readonly count: number | null;
  readonly offsets: readonly number[];
  readonly mayReplay: boolean;
  readonly busy: boolean;
  readonly onReplay: () => void;
  readonly onReplayAll: () => void;
}

/** The server counts up to this many. */
const mostCounted = 10_000;

/** How many there are, which are shown, and what can be done with them. */
export function DeadLetterTools(props: DeadLetterToolsProps) {
  const { stream, state, count, offsets, mayReplay, busy, onReplay, onReplayAll } = props;
  const { change } = useUrlParams();
  const none = count === null || count === 0;
  return (
    <div className={styles.head}>
      <p className={styles.summary}>
        {count !== null && <b>{deadSentences.count(formatCount(Math.min(count, mostCounted)), count > mostCounted)}</b>}
        {offsets.length > 0 && <span>{deadSentences.selected(formatCount(offsets.length))}</span>}
        {!mayReplay && !none && <span>{deadText.onlyAdmins}</span>}
      </p>
      {mayReplay && !none && (
        <Button
          variant="default"
          leftSection={<IconRepeat size={14} aria-hidden="true" />}
          loading={busy}
          disabled={offsets.length === 0 && state === "replayed"}
          onClick={offsets.length > 0 ? onReplay : onReplayAll}
        >
          {offsets.length > 0 ? `${deadText.replay} ${formatCount(offsets.length)}` : deadText.replayAll}
        </Button>
      )}
      {!none && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden="true" />}
              rightSection={<IconChevronDown size={12} aria-hidden="true" />}
            >
              {deadText.download}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" download href={downloadPath(stream, state, "ndjson", offsets)}>
              {deadText.ndjson}
            </Menu.Item>
            <Menu.Item component="a" download href={downloadPath(stream, state, "raw", offsets)}>
              {deadText.raw}
            </Menu.Item>
            <Menu.Label>{deadText.downloadHint}</Menu.Label>
          </Menu.Dropdown>
        </Menu>
      )}
      <SegmentedControl
        size="xs"
        aria-label={deadText.state}
        value={state}
        onChange={(next) => change({ letters: next === "waiting" ? null : next })}
        data={Object.entries(deadText.states).map(([value, label]) => ({ value, label }))}
      />
    </div>
  );
}
