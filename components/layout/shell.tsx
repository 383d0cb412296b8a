"use client";

import type { ReactNode } from "react";
import { timeZone } from "../preferences/time-zone.ts";
import { RealtimeProvider } from "../realtime/realtime-provider.tsx";
import { SessionGate } from "../session/session-gate.tsx";
import { layoutText } from "./layout-text.ts";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { ShellCommands } from "./shell-commands.tsx";
import { ShellFrame } from "./shell-frame.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame of every page behind sign-in: rail, bar, and one socket for all of them. */
export function Shell({ children }: { readonly children: ReactNode }) {
  // Times are drawn anew in a zone that was just chosen.
  const zone = timeZone.use();
  return (
    <SessionGate frame={(message) => <ShellFrame>{message}</ShellFrame>}>
      <RealtimeProvider>
        <a className={styles.skip} href="#content">
          {layoutText.skip}
        </a>
        <div className={styles.shell}>
          <Rail />
          <TopBar />
          <ShellCommands />
          <main id="content" className={styles.content}>
            <div key={zone} className={styles.page}>
              {children}
            </div>
          </main>
        </div>
      </RealtimeProvider>
    </SessionGate>
  );
}
