"use client";

import { useConnection } from "../realtime/connection-store.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";

/** Says that what is shown has stopped following, in the free part of the bar: the page below neither moves nor hides. */
export function CutBanner() {
  const { phase } = useConnection();
  return (
    <p className={styles.cutBanner} role="status" title={phase === "cut" ? layoutText.cutBanner : undefined}>
      {phase === "cut" && <span>{layoutText.cutBanner}</span>}
    </p>
  );
}
