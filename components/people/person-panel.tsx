"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { UserRow } from "../../lib/contracts/users.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SidePanel } from "../display/side-panel.tsx";
import { useSession } from "../session/use-session.ts";
import settings from "../settings/settings.module.css";
import styles from "./people.module.css";
import { peopleText } from "./people-text.ts";
import { type PersonAction, PersonDialogs } from "./person-dialogs.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { SessionTable } from "./session-table.tsx";
import { usePersonActions, useUserSessions } from "./use-people.ts";

interface PersonPanelProps {
  readonly person: UserRow;
  readonly onClose: () => void;
}

/** One person: role, how they sign in, where, and what an administrator can do about it. */
export function PersonPanel({ person, onClose }: PersonPanelProps) {
  const [asked, setAsked] = useState<PersonAction | null>(null);
  const isOneself = useSession().user.id === person.id;
  return (
    <SidePanel
      label={person.name}
      title={person.name}
      onClose={onClose}
      actions={
        !isOneself && (
          <>
            {person.signsInBy.includes("password") && (
              <Button variant="default" onClick={() => setAsked("password")}>
                {peopleText.resetPassword}
              </Button>
            )}
            {person.secondFactor && (
              <Button variant="default" onClick={() => setAsked("factor")}>
                {peopleText.resetFactor}
              </Button>
            )}
            <Button variant="default" onClick={() => setAsked(person.disabled ? "enable" : "disable")}>
              {person.disabled ? peopleText.enable : peopleText.disable}
            </Button>
          </>
        )
      }
    >
      <section className={styles.section}>
        <dl className={settings.facts}>
          <dt>{peopleText.email}</dt>
          <dd>{person.email}</dd>
          <dt>{peopleText.joined}</dt>
          <dd>
            <RelativeTime at={person.createdAt} />
          </dd>
          <dt>{peopleText.seen}</dt>
          <dd>{person.lastSeenAt === null ? peopleText.never : <RelativeTime at={person.lastSeenAt} />}</dd>
          <dt>{peopleText.signIn}</dt>
          <dd>{person.signsInBy.map((way) => peopleText.signsInBy[way]).join(", ")}</dd>
          <dt>{peopleText.factor}</dt>
          <dd>{person.secondFactor ? peopleText.on : peopleText.off}</dd>
        </dl>
      </section>
      <RoleChoice person={person} isOneself={isOneself} />
      <PersonSessions person={person} onEndAll={() => setAsked("sessions")} />
      <PersonDialogs person={person} asked={asked} onClose={() => setAsked(null)} />
    </SidePanel>
  );
}

function PersonSessions({ person, onEndAll }: { readonly person: UserRow; readonly onEndAll: () => void }) {
  const sessions = useUserSessions(person.id);
  const { endSession } = usePersonActions(person.id);
  return (
    <section className={styles.section} aria-label={peopleText.sessions}>
      <h3 className={styles.sectionHead}>
        {peopleText.sessions}
        {sessions.data !== undefined && sessions.data.items.length > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={onEndAll}>
            {peopleText.endAll}
          </Button>
        )}
      </h3>
      <QueryView query={sessions} loading={peopleText.sessionsLoading} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={settings.quiet}>{peopleText.noSessions}</p>
          ) : (
            <SessionTable sessions={items} isBusy={endSession.isPending} onEnd={endSession.mutate} />
          )
        }
      </QueryView>
    </section>
  );
}
