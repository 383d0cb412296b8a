"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { roleMay } from "../../lib/contracts/permissions.ts";
import { PageHeader } from "../display/page-header.tsx";
import { EmptyState } from "../display/states.tsx";
import { useSession } from "../session/use-session.ts";
import { inStream, useStream } from "../url/use-stream.ts";
import styles from "./settings.module.css";
import { type SettingsPart, settingsParts } from "./settings-parts.ts";
import { settingsText } from "./settings-text.ts";

/** The parts of the settings that are the person's to see, and the open one; one of others says whose it is. */
export function SettingsFrame({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  const stream = useStream();
  const { role } = useSession().user;
  const isTheirs = ({ permission }: SettingsPart) => permission === null || roleMay(role, permission);
  const parts = settingsParts.filter(isTheirs);
  const asked = settingsParts.find(({ href }) => href === path);
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
      <div className={styles.page}>
        {asked === undefined || isTheirs(asked) ? (
          children
        ) : (
          <>
            <PageHeader title={asked.label} />
            <EmptyState title={settingsText.notYours}>
              <p>{settingsText.notYoursHint}</p>
            </EmptyState>
          </>
        )}
      </div>
    </div>
  );
}
