"use client";

import { Button, Menu, useMantineColorScheme } from "@mantine/core";
import { IconChevronDown, IconLogout, IconUser } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { signOut } from "../session/account.ts";
import { leaveAfter } from "../session/go-to-sign-in.ts";
import { sessionText } from "../session/session-text.ts";
import { useSession } from "../session/use-session.ts";
import { layoutText } from "./layout-text.ts";
import styles from "./shell.module.css";

const schemes = ["light", "dark", "auto"] as const;

/** Who is signed in; theme and sign-out. */
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
        <Menu.Label>{layoutText.theme}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => {
            const chosen = schemes.find((scheme) => scheme === value);
            if (chosen !== undefined) setColorScheme(chosen);
          }}
        >
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {layoutText.themes[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={14} />} onClick={() => leave.mutate()}>
          {sessionText.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
