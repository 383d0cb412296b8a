"use client";

import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconApi, IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { AnchoredMenu } from "../display/anchored-menu.tsx";
import { KeyHint } from "../display/key-hint.tsx";
import type { DropDownPlace } from "../display/use-drop-down.ts";
import { density } from "../preferences/density.ts";
import { timeZone } from "../preferences/time-zone.ts";
import { signOut } from "../session/account.ts";
import { leaveAfter } from "../session/go-to-sign-in.ts";
import { sessionText } from "../session/session-text.ts";
import { useSession } from "../session/use-session.ts";
import { roleWords } from "../settings/settings-text.ts";
import { layoutText } from "./layout-text.ts";
import { MenuChoice } from "./menu-choice.tsx";
import { setOverlay } from "./overlay-store.ts";
import styles from "./user-menu.module.css";

const schemes = ["light", "dark", "auto"] as const;

/** How this browser shows things, help, and sign-out. */
export function UserChoices({ place }: { readonly place: DropDownPlace }) {
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useMutation({ mutationFn: () => leaveAfter(signOut) });
  return (
    <AnchoredMenu place={place} position="bottom-end" width={220}>
      <Menu.Dropdown aria-label={layoutText.account}>
        <Menu.Label>
          <span className={styles.full}>{user.name}</span>
          <br />
          {user.email} · {roleWords[user.role]}
        </Menu.Label>
        <Menu.Divider />
        <MenuChoice
          label={layoutText.theme}
          values={schemes}
          words={layoutText.themes}
          value={colorScheme}
          onChoose={setColorScheme}
        />
        <MenuChoice
          label={layoutText.density}
          values={density.values}
          words={layoutText.densities}
          value={density.use()}
          onChoose={density.set}
        />
        <MenuChoice
          label={layoutText.zone}
          values={timeZone.values}
          words={layoutText.zones}
          value={timeZone.use()}
          onChoose={timeZone.set}
        />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={14} />}
          rightSection={<KeyHint>?</KeyHint>}
          onClick={() => setOverlay("key-help")}
        >
          {layoutText.keys}
        </Menu.Item>
        <Menu.Item component={Link} href="/docs/api" leftSection={<IconApi size={14} />}>
          {layoutText.api}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} />} onClick={() => leave.mutate()}>
          {sessionText.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </AnchoredMenu>
  );
}
