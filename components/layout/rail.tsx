"use client";

import { IconActivity, IconBellRinging } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { inStream, useStream } from "../url/use-stream.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";
import { TidelineMark } from "./tideline-mark.tsx";
import { useGuardedNavigation } from "./use-guarded-navigation.ts";

/** Only pages that work. */
const pages = [
  { href: "/live", label: layoutText.live, Icon: IconActivity },
  { href: "/alerts", label: layoutText.alerts, Icon: IconBellRinging },
] as const;

export function Rail() {
  const path = usePathname();
  const stream = useStream();
  const guard = useGuardedNavigation();
  return (
    <nav className={styles.rail} aria-label={layoutText.pages}>
      <Link
        href={inStream("/live", stream)}
        prefetch={true}
        onClick={(event) => guard(event, inStream("/live", stream))}
        className={styles.mark}
        aria-label="Tideline"
      >
        <TidelineMark size={26} />
      </Link>
      {pages.map(({ href, label, Icon }) => (
        <Link
          key={href}
          href={inStream(href, stream)}
          prefetch={true}
          onClick={(event) => guard(event, inStream(href, stream))}
          className={styles.railLink}
          aria-current={path.startsWith(href) ? "page" : undefined}
        >
          <Icon size={20} stroke={1.6} aria-hidden="true" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
