import type { ReactNode } from "react";
import { TidelineMark } from "../layout/tideline-mark.tsx";
import styles from "./session.module.css";

/** The narrow column in which people sign in. */
export function AccountCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <TidelineMark size={32} />
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
