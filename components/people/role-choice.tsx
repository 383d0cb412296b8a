"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { roles } from "../../lib/contracts/permissions.ts";
import type { UserRow } from "../../lib/contracts/users.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import settings from "../settings/settings.module.css";
import { roleMeaning, roleWords } from "../settings/settings-text.ts";
import styles from "./people.module.css";
import { peopleText } from "./people-text.ts";
import { usePersonActions } from "./use-people.ts";

/** The person's role, changed in two steps: chosen, then asked. */
export function RoleChoice({ person, isOneself }: { readonly person: UserRow; readonly isOneself: boolean }) {
  const [chosen, setChosen] = useState(person.role);
  const [isAsking, setAsking] = useState(false);
  const { change } = usePersonActions(person.id);
  return (
    <section className={styles.section} aria-label={peopleText.role}>
      <h3 className={styles.sectionHead}>{peopleText.role}</h3>
      <div className={settings.inline}>
        <NativeSelect
          size="xs"
          aria-label={peopleText.role}
          disabled={isOneself}
          value={chosen}
          data={roles.map((value) => ({ value, label: roleWords[value] }))}
          onChange={(event) => setChosen(roles.find((role) => role === event.currentTarget.value) ?? person.role)}
        />
        <Button disabled={isOneself || chosen === person.role} onClick={() => setAsking(true)}>
          {peopleText.changeRole}
        </Button>
      </div>
      <p className={settings.quiet}>
        {isOneself ? peopleText.ownRole : `${roleWords[chosen]} · ${roleMeaning[chosen]}.`}
        {!isOneself && person.signsInBy.includes("oidc") && ` ${peopleText.fromProvider}`}
      </p>
      <ConfirmDialog
        opened={isAsking}
        title={peopleText.changeRoleTitle(person.name, roleWords[chosen].toLowerCase())}
        confirm={peopleText.changeRole}
        onClose={() => setAsking(false)}
        onConfirm={() => change({ role: chosen })}
      >
        <p>{peopleText.changeRoleWhy}</p>
      </ConfirmDialog>
    </section>
  );
}
