"use client";

import { Button, Menu, useMantineColorScheme } from "@mantine/core";
import { IconApi, IconChevronDown, IconKeyboard, IconLogout, IconUser } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { KeyHint } from "../display/key-hint.tsx";
import { density } from "../preferences/density.ts";
import { timeZone } from "../preferences/time-zone.ts";
import { signOut } from "../session/account.ts";
import { leaveAfter } from "../session/go-to-sign-in.ts";
import { sessionText } from "../session/session-text.ts";
import { useSession } from "../session/use-session.ts";
import { layoutText } from "./layout-text.ts";
import { MenuChoice } from "./menu-choice.tsx";
import { setOverlay } from "./overlay-store.ts";
import styles from "./shell.module.css";

const schemes = ["light", "dark", "auto"] as const;

/** Who is signed in; how this browser shows things; sign-out. */
export function UserMenu() {
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useMutation({ mutationFn: () => leaveAfter(signOut) });
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={13} aria-hidden="true" />}>
          <IconUser className={styles.userIcon} size={16} aria-hidden="true" />
          <span className={styles.userName}>{user.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={layoutText.account}>
        <Menu.Label>
          {user.email} · {user.role}
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
    </Menu>
  );
}
