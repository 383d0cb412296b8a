"use client";

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type Playbook, type PlaybookBody, playbookBodySchema } from "../../lib/contracts/playbooks.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { useMay } from "../session/use-session.ts";
import { PlaybookFields } from "./playbook-fields.tsx";
import { newPlaybook, playbookText } from "./playbook-text.ts";
import detailStyles from "./response-detail.module.css";
import formStyles from "./response-forms.module.css";
import { useChangePlaybook, useExecutors, usePlaybook } from "./use-response-settings.ts";

interface PlaybookEditorProps {
  readonly stream: StreamName;
  /** Null makes a new one. */
  readonly playbook: Playbook | null;
  readonly onDone: () => void;
}

/** The problems of a body by field, as the server would find them. */
function problemsOf(body: PlaybookBody): Readonly<Record<string, string>> {
  const parsed = playbookBodySchema.safeParse(body);
  if (parsed.success) return {};
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), message]));
}

/** A playbook as a form, with its versions. A save makes the next version, and says why. */
export function PlaybookEditor({ stream, playbook, onDone }: PlaybookEditorProps) {
  const executors = useExecutors(stream);
  const first = executors.data?.items.find(({ isDefault }) => isDefault) ?? executors.data?.items[0];
  const [edited, setEdited] = useState<PlaybookBody | null>(playbook?.body ?? null);
  const body = edited ?? (first === undefined ? null : newPlaybook(first.id));
  const mayChange = useMay("responses:configure");
  if (body === null || executors.data === undefined) return <output className="sr-only">{playbookText.loading}</output>;
  return (
    <div className={formStyles.editor}>
      <PlaybookFields
        body={body}
        problems={problemsOf(body)}
        executors={executors.data.items}
        disabled={!mayChange}
        onChange={setEdited}
      />
      {mayChange && <SaveForm stream={stream} playbook={playbook} body={body} onDone={onDone} />}
      {playbook !== null && <Versions id={playbook.id} mayChange={mayChange} onRestore={setEdited} />}
    </div>
  );
}

interface SaveFormProps extends PlaybookEditorProps {
  readonly body: PlaybookBody;
}

function SaveForm({ stream, playbook, body, onDone }: SaveFormProps) {
  const [reason, setReason] = useState("");
  const change = useChangePlaybook();
  const isValid = playbookBodySchema.safeParse(body).success && reason.trim().length >= 3;
  const save = () => {
    const request =
      playbook === null
        ? ({ method: "POST", path: "/playbooks", body: { stream, body, reason } } as const)
        : ({
            method: "PATCH",
            path: `/playbooks/${playbook.id}`,
            body: { basedOn: playbook.version, body, reason },
          } as const);
    change.mutate(request, { onSuccess: onDone });
  };
  const conflict = change.error instanceof ApiError && change.error.status === 409;
  return (
    <form
      className={formStyles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) save();
      }}
    >
      <Textarea
        label={playbookText.reason}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {change.error !== null && (
        <p className={detailStyles.problem} role="alert">
          {conflict
            ? "Somebody else changed this playbook first. Close it, look at their version, then change it again."
            : describeError(change.error)}
        </p>
      )}
      <Button type="submit" disabled={!isValid} loading={change.isPending}>
        {playbook === null ? "Create playbook" : `Save as version ${playbook.version + 1}`}
      </Button>
    </form>
  );
}

interface VersionsProps {
  readonly id: number;
  readonly mayChange: boolean;
  readonly onRestore: (body: PlaybookBody) => void;
}

function Versions({ id, mayChange, onRestore }: VersionsProps) {
  const { data } = usePlaybook(id);
  if (data === undefined) return null;
  return (
    <DetailSection title={playbookText.versions}>
      <ol className={detailStyles.steps}>
        {data.versions.map(({ version, author, at, reason, body }) => (
          <li key={version}>
            <span className={detailStyles.stepHead}>
              Version {version} · {author} · <RelativeTime at={at} />
            </span>
            {reason}{" "}
            {mayChange && version !== data.version && (
              <button type="button" className={detailStyles.textButton} onClick={() => onRestore(body)}>
                {playbookText.restore}
              </button>
            )}
          </li>
        ))}
      </ol>
    </DetailSection>
  );
}
