import type { ReactNode } from "react";
import styles from "./page-header.module.css";

interface PageHeaderProps {
  readonly title: string;
  /** A few words or figures beside the title: how many, as of when. */
  readonly about?: ReactNode;
  /** What can be done with the whole page; at most one of them filled. */
  readonly actions?: ReactNode;
  /** Filters and form of what is shown, in a row beneath. */
  readonly toolbar?: ReactNode;
}

/** The head of a page, the same height and place on each: name, figures, what can be done, then filters. */
export function PageHeader({ title, about, actions, toolbar }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {about !== undefined && <div className={styles.about}>{about}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {toolbar !== undefined && <div className={styles.toolbar}>{toolbar}</div>}
    </header>
  );
}
