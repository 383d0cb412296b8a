import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./sources.module.css";
import { sourceText } from "./sources-text.ts";

interface PagedPartProps {
  readonly label: string;
  /** Of an infinite query. */
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isPlaceholderData: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly children: ReactNode;
}

/** A list that scrolls, by keyboard too, with its next page at the end. */
export function PagedPart({ label, pages, children }: PagedPartProps) {
  return (
    <section
      className={styles.scroll}
      data-old={pages.isPlaceholderData || undefined}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      {children}
      {pages.hasNextPage && (
        <Button variant="default" m="md" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {sourceText.more}
        </Button>
      )}
    </section>
  );
}
