"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { InvitationRow } from "../../lib/contracts/invitations.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import table from "../display/data-table.module.css";
import { formatDateTime, formatExact } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { EmptyState } from "../display/states.tsx";
import { roleWords } from "../settings/settings-text.ts";
import styles from "./people.module.css";
import { invitationText, peopleText } from "./people-text.ts";
import { useInvitationActions, useInvitations } from "./use-people.ts";

/** Who was invited, newest first; open ones can be revoked. */
export function InvitationList({ state }: { readonly state: string }) {
  const invitations = useInvitations(state);
  const { revoke } = useInvitationActions();
  const [asked, setAsked] = useState<InvitationRow | null>(null);
  return (
    <>
      <QueryView query={invitations} loading={invitationText.loading}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return (
              <EmptyState title={state === "" ? invitationText.none : invitationText.noneOfState}>
                {state === "" && <p>{invitationText.noneHow}</p>}
              </EmptyState>
            );
          }
          return (
            <div className={table.scroller}>
              <InvitationTable items={items} onRevoke={setAsked} />
              {invitations.hasNextPage && (
                <div className={styles.more}>
                  <Button variant="default" onClick={() => void invitations.fetchNextPage()}>
                    {peopleText.more}
                  </Button>
                </div>
              )}
            </div>
          );
        }}
      </QueryView>
      {asked !== null && (
        <ConfirmDialog
          opened
          danger
          title={invitationText.revokeTitle(asked.email)}
          confirm={invitationText.confirmRevoke}
          onClose={() => setAsked(null)}
          onConfirm={() => revoke(asked.id)}
        >
          <p>{invitationText.revokeWhy}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const heads = [
  peopleText.email,
  peopleText.role,
  invitationText.state,
  invitationText.by,
  invitationText.made,
  invitationText.expires,
] as const;

interface InvitationTableProps {
  readonly items: readonly InvitationRow[];
  readonly onRevoke: (invitation: InvitationRow) => void;
}

function InvitationTable({ items, onRevoke }: InvitationTableProps) {
  return (
    <table className={`${table.table} ${styles.invitations}`} aria-label={peopleText.views.invitations}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">{invitationText.confirmRevoke}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((invitation) => (
          <tr key={invitation.id}>
            <th scope="row">{invitation.email}</th>
            <td>{roleWords[invitation.role]}</td>
            <td>{invitationText.states[invitation.state]}</td>
            <td>{invitation.createdBy}</td>
            <td>
              <RelativeTime at={invitation.createdAt} />
            </td>
            <td title={formatExact(Date.parse(invitation.expiresAt))}>
              {formatDateTime(Date.parse(invitation.expiresAt))}
            </td>
            <td className={table.shrink}>
              {invitation.state === "open" && (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`${invitationText.confirmRevoke}: ${invitation.email}`}
                  onClick={() => onRevoke(invitation)}
                >
                  {invitationText.revoke}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
