"use client";

import { SegmentedControl } from "@mantine/core";
import { streamSchema } from "../../lib/contracts/common.ts";
import { DemoBadge } from "../demo/demo-badge.tsx";
import { KillSwitchButton } from "../responses/kill-switch-button.tsx";
import { useOpenStreams } from "../sources/use-open-streams.ts";
import { useStream } from "../url/use-stream.ts";
import { TabBadge } from "../waiting/tab-badge.tsx";
import { WaitingMenu } from "../waiting/waiting-menu.tsx";
import { ConnectionBadge } from "./connection-badge.tsx";
import { CutBanner } from "./cut-banner.tsx";
import { FloodBadge } from "./flood-badge.tsx";
import { layoutText } from "./layout-text.ts";
import { LedgerBadge } from "./ledger-badge.tsx";
import { PaletteButton } from "./palette-button.tsx";
import styles from "./shell.module.css";
import { useSetStream } from "./use-set-stream.ts";
import { UserMenu } from "./user-menu.tsx";

/** Which stream, what to look for, what waits, whether this page follows it, whether its ledger adds up, and who is signed in. */
export function TopBar() {
  const stream = useStream();
  const streams = useOpenStreams();
  const setStream = useSetStream();
  return (
    <header className={styles.bar}>
      <SegmentedControl
        size="xs"
        className={styles.stream}
        aria-label={layoutText.stream}
        data={[...streams]}
        value={stream}
        onChange={(value) => setStream(streamSchema.parse(value))}
      />
      {stream === "demo" && <DemoBadge />}
      <PaletteButton />
      <CutBanner />
      <div className={styles.barEnd}>
        <WaitingMenu stream={stream} />
        <FloodBadge stream={stream} />
        <ConnectionBadge stream={stream} />
        <LedgerBadge stream={stream} />
        <KillSwitchButton stream={stream} />
        <UserMenu />
      </div>
      <TabBadge stream={stream} />
    </header>
  );
}
