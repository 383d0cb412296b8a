"use client";

import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./side-panel.module.css";

interface SidePanelProps {
  /** What it is about, for those who hear it: "Response 12". */
  readonly label: string;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly closeLabel?: string;
  /** Buttons for what is open; they stay in reach while the rest scrolls. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What a row of a list holds, beside the list: a head that stays, and sections that scroll. Goes into a SplitView. */
export function SidePanel({ label, title, onClose, closeLabel = "Close", actions, children }: SidePanelProps) {
  return (
    <aside className={styles.panel} aria-label={label}>
      <header className={styles.head}>
        <div className={styles.line}>
          <h2 className={styles.title}>{title}</h2>
          <CloseButton size="sm" className={styles.close} aria-label={closeLabel} onClick={onClose} />
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.body} tabIndex={0} aria-label={`${label}, details`}>
        {children}
      </section>
    </aside>
  );
}
