import type { ReactNode } from "react";
import styles from "./shell.module.css";

/** The rail and the bar as quiet blocks, so that nothing jumps when the session is known. */
export function ShellFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.shell}>
      <div className={styles.rail} />
      <div className={styles.bar} />
      <main className={styles.content}>{children}</main>
    </div>
  );
}
