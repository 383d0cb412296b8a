"use client";

import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { endedSessionsSchema, sessionListSchema } from "../../lib/contracts/sessions.ts";
import { ownKeys } from "../data/keys.ts";
import { request } from "../data/request.ts";
import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import { SessionTable } from "../people/session-table.tsx";
import { leaveAfter } from "../session/go-to-sign-in.ts";
import settings from "../settings/settings.module.css";
import { ownText } from "./factor-text.ts";

const path = "/api/v1/sessions";
const end = (which: string) => request(endedSessionsSchema, path + which, { method: "DELETE" });

/** Where one is signed in; ends one, the others, or all. */
export function OwnSessions() {
  const client = useQueryClient();
  const [asked, setAsked] = useState<"elsewhere" | "everywhere" | null>(null);
  const sessions = useQuery({
    queryKey: ownKeys.sessions,
    queryFn: ({ signal }) => request(sessionListSchema, path, { signal }),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ownKeys.sessions });
  const endOne = useMutation({ mutationFn: (id: string) => end(`/${id}`), onSettled: refresh });
  return (
    <Panel
      title={ownText.sessions}
      actions={
        <div className={settings.inline}>
          <Button variant="subtle" size="compact-xs" onClick={() => setAsked("elsewhere")}>
            {ownText.elsewhere}
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => setAsked("everywhere")}>
            {ownText.everywhere}
          </Button>
        </div>
      }
    >
      <QueryView query={sessions} loading={ownText.sessionsLoading} rows={3}>
        {({ items }) => <SessionTable sessions={items} isBusy={endOne.isPending} onEnd={endOne.mutate} />}
      </QueryView>
      <ConfirmDialog
        opened={asked === "elsewhere"}
        title={ownText.elsewhereTitle}
        confirm={ownText.elsewhere}
        onClose={() => setAsked(null)}
        onConfirm={() => end("?keep=current").then(refresh)}
      >
        <p>{ownText.elsewhereWhy}</p>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === "everywhere"}
        title={ownText.everywhereTitle}
        confirm={ownText.everywhere}
        danger
        onClose={() => setAsked(null)}
        onConfirm={() => leaveAfter(() => end("").then(() => undefined))}
      >
        <p>{ownText.everywhereWhy}</p>
      </ConfirmDialog>
    </Panel>
  );
}
