"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useSettled } from "../display/use-settled.ts";
import { inStream, useStream } from "../url/use-stream.ts";
import { layoutText } from "./layout-text.ts";
import { pageIcons } from "./page-icons.ts";
import styles from "./shell.module.css";
import { TidelineMark } from "./tideline-mark.tsx";
import { useGuardedNavigation } from "./use-guarded-navigation.ts";
import { usePages } from "./use-pages.ts";

/** The pages, at the left; at the foot on a telephone. */
export function Rail() {
  const path = usePathname();
  const stream = useStream();
  const { guard } = useGuardedNavigation();
  const pages = usePages();
  // The other pages are fetched once this one has what it needs: they would take its turn.
  const fetchesAhead = useSettled();
  return (
    <nav className={styles.rail} aria-label={layoutText.pages}>
      <Link
        href={inStream("/live", stream)}
        prefetch={fetchesAhead}
        onClick={(event) => guard(event, inStream("/live", stream))}
        className={styles.mark}
        aria-label="Tideline"
      >
        <TidelineMark size={26} />
      </Link>
      {pages.map(({ name, href, label }) => {
        const Icon = pageIcons[name];
        return (
          <Link
            key={name}
            href={inStream(href, stream)}
            prefetch={fetchesAhead}
            onClick={(event) => guard(event, inStream(href, stream))}
            className={styles.railLink}
            aria-current={path.startsWith(href) ? "page" : undefined}
          >
            <Icon size={20} stroke={1.6} aria-hidden="true" />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
