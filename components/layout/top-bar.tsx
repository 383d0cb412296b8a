"use client";

import { SegmentedControl, Tooltip } from "@mantine/core";
import { useOpenStreams } from "../sources/use-open-streams.ts";
import { useStream } from "../url/use-stream.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { ConnectionBadge } from "./connection-badge.tsx";
import { CutBanner } from "./cut-banner.tsx";
import { layoutText } from "./layout-text.ts";
import { LedgerBadge } from "./ledger-badge.tsx";
import styles from "./shell.module.css";
import { UserMenu } from "./user-menu.tsx";

/** Which stream, whether this page follows it, whether its ledger adds up, and who is signed in. */
export function TopBar() {
  const stream = useStream();
  const { change } = useUrlParams();
  const streams = useOpenStreams();
  // What was open belongs to the other stream.
  const setStream = (value: string) =>
    change({ stream: value === "main" ? null : value, alert: null, event: null, at: null, source: null }, "push");
  return (
    <header className={styles.bar}>
      <SegmentedControl
        size="xs"
        className={styles.stream}
        aria-label={layoutText.stream}
        data={[...streams]}
        value={stream}
        onChange={setStream}
      />
      {stream === "demo" && (
        <Tooltip label={layoutText.demoHint} w={240}>
          <span className={styles.demo}>{layoutText.demoBadge}</span>
        </Tooltip>
      )}
      <CutBanner />
      <div className={styles.barEnd}>
        <ConnectionBadge stream={stream} />
        <LedgerBadge stream={stream} />
        <UserMenu />
      </div>
    </header>
  );
}
