"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { roleMay } from "../../lib/contracts/permissions.ts";
import { useSession } from "../session/use-session.ts";
import { inStream, useStream } from "../url/use-stream.ts";
import styles from "./settings.module.css";
import { settingsParts } from "./settings-parts.ts";
import { settingsText } from "./settings-text.ts";

/** The parts of the settings that are the person's to see, and the open one. */
export function SettingsFrame({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  const stream = useStream();
  const { role } = useSession().user;
  const parts = settingsParts.filter(({ permission }) => permission === null || roleMay(role, permission));
  return (
    <div className={styles.frame}>
      <nav className={styles.nav} aria-label={settingsText.parts}>
        <p className={styles.navTitle}>{settingsText.title}</p>
        {parts.map(({ href, label }) => (
          <Link
            key={href}
            href={inStream(href, stream)}
            className={styles.link}
            aria-current={path === href || (path === "/settings" && href === parts[0]?.href) ? "page" : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className={styles.page}>{children}</div>
    </div>
  );
}
