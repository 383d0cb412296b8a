"use client";

import { Notifications } from "@mantine/notifications";
import styles from "./toasts.module.css";

/** Where short messages appear: at the foot, clear of what is being read. */
export function Toasts() {
  return <Notifications className={styles.toasts} position="bottom-right" limit={4} transitionDuration={0} />;
}
