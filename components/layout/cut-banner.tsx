"use client";

import { useConnection } from "../realtime/connection-store.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";

/** Says that what is shown has stopped following, and leaves it there. */
export function CutBanner() {
  const connection = useConnection();
  if (connection.phase !== "cut") return null;
  return (
    <p className={styles.cutBanner} role="status">
      {layoutText.cutBanner}
    </p>
  );
}
