"use client";

import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { invitationStates } from "../../lib/contracts/invitations.ts";
import { roles } from "../../lib/contracts/permissions.ts";
import { fetchedLater } from "../display/fetched-later.tsx";
import { PageHeader } from "../display/page-header.tsx";
import { SplitView } from "../display/split-view.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import { roleWords } from "../settings/settings-text.ts";
import { InvitationList } from "./invitation-list.tsx";
import styles from "./people.module.css";
import { PeopleList } from "./people-list.tsx";
import { invitationText, peopleText } from "./people-text.ts";
import { type PeopleView, usePeopleView } from "./people-view.ts";
import { usePeople, usePerson } from "./use-people.ts";

const { Part: PersonPanel, fetch: fetchPersonPanel } = fetchedLater(() =>
  import("./person-panel.tsx").then((file) => file.PersonPanel),
);
const { Part: InviteDialog, fetch: fetchInviteDialog } = fetchedLater(() =>
  import("./invite-dialog.tsx").then((file) => file.InviteDialog),
);
const loadRest = () => Promise.all([fetchPersonPanel(), fetchInviteDialog()]);

/** Who has an account here, and who is invited to one. */
export function PeoplePage() {
  const view = usePeopleView();
  const people = usePeople(view.query);
  const [isInviting, setInviting] = useState(false);
  const withInvite = useWasOpened(isInviting);
  useFetchAhead(loadRest);
  const listed = people.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === view.openId);
  const { data: unlisted } = usePerson(people.data !== undefined && listed === undefined ? view.openId : null);
  const open = listed ?? (unlisted?.id === view.openId ? unlisted : undefined);
  return (
    <>
      <PageHeader
        title={peopleText.title}
        actions={<Button onClick={() => setInviting(true)}>{peopleText.invite}</Button>}
        toolbar={<Toolbar view={view} />}
      />
      {view.view === "people" ? (
        <SplitView
          panel={
            open === undefined ? null : <PersonPanel key={open.id} person={open} onClose={() => view.open(null)} />
          }
        >
          <PeopleList people={people} openId={view.openId} onOpen={view.open} />
        </SplitView>
      ) : (
        <InvitationList state={view.invitationState} />
      )}
      {withInvite && <InviteDialog opened={isInviting} onClose={() => setInviting(false)} />}
    </>
  );
}

function Toolbar({ view }: { readonly view: PeopleView }) {
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={peopleText.view}
        value={view.view}
        data={[
          { value: "people", label: peopleText.views.people },
          { value: "invitations", label: peopleText.views.invitations },
        ]}
        onChange={(name) => view.change({ view: name === "people" ? null : name, person: null })}
      />
      {view.view === "people" ? (
        <PeopleFilters view={view} />
      ) : (
        <NativeSelect
          size="xs"
          aria-label={invitationText.state}
          value={view.invitationState}
          onChange={(event) => view.change({ is: event.currentTarget.value })}
          data={[
            { value: "", label: invitationText.anyState },
            ...invitationStates.map((value) => ({ value, label: invitationText.states[value] })),
          ]}
        />
      )}
    </>
  );
}

const searchDelayMs = 250;

function PeopleFilters({ view }: { readonly view: PeopleView }) {
  const { query, change } = view;
  const [typed, setTyped] = useState(query.q ?? "");
  const search = useDebouncedCallback((q: string) => change({ q: q.trim() }), searchDelayMs);
  return (
    <>
      <TextInput
        size="xs"
        className={styles.grow}
        type="search"
        aria-label={peopleText.search}
        placeholder={peopleText.searchHint}
        maxLength={100}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={peopleText.role}
        value={query.role ?? ""}
        onChange={(event) => change({ role: event.currentTarget.value })}
        data={[{ value: "", label: peopleText.anyRole }, ...roles.map((value) => ({ value, label: roleWords[value] }))]}
      />
      <NativeSelect
        size="xs"
        aria-label={peopleText.state}
        value={query.state ?? ""}
        onChange={(event) => change({ state: event.currentTarget.value })}
        data={[
          { value: "", label: peopleText.anyState },
          { value: "active", label: peopleText.states.active },
          { value: "disabled", label: peopleText.states.disabled },
        ]}
      />
    </>
  );
}
