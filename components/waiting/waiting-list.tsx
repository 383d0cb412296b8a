"use client";

import { Menu } from "@mantine/core";
import type { StreamName } from "../../lib/contracts/common.ts";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import { useGuardedNavigation } from "../layout/use-guarded-navigation.ts";
import { inStream } from "../url/use-stream.ts";
import { useWaiting } from "./use-waiting.ts";
import styles from "./waiting.module.css";
import { waitingText } from "./waiting-text.ts";

/** The worst of what waits for the signed-in person, and the way to each of it. */
export function WaitingList({ stream, place }: { readonly stream: StreamName; readonly place: DropDownPlace }) {
  const { groups, count } = useWaiting(stream);
  const { go } = useGuardedNavigation();
  const open = (href: string) => go(inStream(href, stream));
  return (
    <AnchoredMenu place={place} position="bottom-end" width={360}>
      <Menu.Dropdown aria-label={waitingText.title}>
        {count === 0 && <Menu.Label>{waitingText.nothing}</Menu.Label>}
        {groups
          .filter((group) => group.count > 0)
          .map((group) => (
            <div key={group.label}>
              <Menu.Label>{group.label}</Menu.Label>
              {group.items.map(({ key, title, severity, since, href }) => (
                <Menu.Item
                  key={key}
                  leftSection={<SeverityMark severity={severity} wordless />}
                  rightSection={
                    <span className={styles.since}>
                      <RelativeTime at={since} />
                    </span>
                  }
                  onClick={() => open(href)}
                >
                  <span className={styles.title}>{title}</span>
                </Menu.Item>
              ))}
              <Menu.Item onClick={() => open(group.href)}>{waitingText.all(group.count)}</Menu.Item>
            </div>
          ))}
      </Menu.Dropdown>
    </AnchoredMenu>
  );
}
