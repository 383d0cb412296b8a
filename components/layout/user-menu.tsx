"use client";

import { Button } from "@mantine/core";
import { IconChevronDown, IconUser } from "@tabler/icons-react";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useDropDown } from "../display/use-drop-down.ts";
import { useSession } from "../session/use-session.ts";
import styles from "./user-menu.module.css";

const { Part: UserChoices, fetch } = fetchedLater(() => import("./user-choices.tsx").then((file) => file.UserChoices));

/** Who is signed in; behind it how this browser shows things, and sign-out. */
export function UserMenu() {
  const { user } = useSession();
  const { trigger, place, wasOpened } = useDropDown("menu", fetch);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        rightSection={<IconChevronDown size={13} aria-hidden="true" />}
        {...trigger}
      >
        <IconUser className={styles.icon} size={16} aria-hidden="true" />
        <span className={styles.name}>{user.name}</span>
      </Button>
      {wasOpened && <UserChoices place={place} />}
    </>
  );
}
