"use client";

import { Menu } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { formatCount } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { useGuardedNavigation } from "../layout/use-guarded-navigation.ts";
import { inStream } from "../url/use-stream.ts";
import { useWaiting } from "./use-waiting.ts";
import styles from "./waiting.module.css";
import { waitingText } from "./waiting-text.ts";

/** How much waits for the signed-in person, and the worst of it a press away. */
export function WaitingMenu({ stream }: { readonly stream: StreamName }) {
  const { groups, count } = useWaiting(stream);
  const { go } = useGuardedNavigation();
  const open = (href: string) => go(inStream(href, stream));
  return (
    <Menu position="bottom-end" width={360}>
      <Menu.Target>
        <button type="button" className={styles.button} data-any={count > 0} aria-label={waitingText.waits(count)}>
          <IconInbox size={16} stroke={1.6} aria-hidden="true" />
          <span aria-hidden="true">{formatCount(count)}</span>
        </button>
      </Menu.Target>
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
    </Menu>
  );
}
