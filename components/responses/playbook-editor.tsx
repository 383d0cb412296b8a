"use client";

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { Playbook, PlaybookBody } from "../../lib/contracts/playbooks.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import linkStyles from "../display/link-button.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { useMay } from "../session/use-session.ts";
import { PlaybookFields } from "./playbook-fields.tsx";
import { playbookProblems } from "./playbook-problems.ts";
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

/** Of a reason that is kept, in characters; the server refuses others. */
const shortestReason = 3;

/**
 * A playbook as a form, with its versions. A save makes the next version, and says why. It is based on the version that
 * was opened, whatever comes meanwhile: the server refuses it where that is no longer the newest.
 */
export function PlaybookEditor({ stream, playbook: current, onDone }: PlaybookEditorProps) {
  const [playbook] = useState(current);
  const executors = useExecutors(stream);
  const first = executors.data?.items.find(({ isDefault }) => isDefault) ?? executors.data?.items[0];
  const [edited, setEdited] = useState<PlaybookBody | null>(playbook?.body ?? null);
  const [tried, setTried] = useState(false);
  const body = edited ?? (first === undefined ? null : newPlaybook(first.id));
  const mayChange = useMay("responses:configure");
  if (body === null || executors.data === undefined) return <output className="sr-only">{playbookText.loading}</output>;
  return (
    <div className={formStyles.editor}>
      <PlaybookFields
        body={body}
        problems={playbookProblems(body, { withEmpty: tried })}
        executors={executors.data.items}
        disabled={!mayChange}
        onChange={setEdited}
      />
      {mayChange && <SaveForm stream={stream} playbook={playbook} body={body} onDone={onDone} onTry={setTried} />}
      {playbook !== null && <Versions id={playbook.id} mayChange={mayChange} onRestore={setEdited} />}
    </div>
  );
}

interface SaveFormProps extends PlaybookEditorProps {
  readonly body: PlaybookBody;
  /** Told with every try to save whether something is missing. */
  readonly onTry: (isIncomplete: boolean) => void;
}

function SaveForm({ stream, playbook, body, onDone, onTry }: SaveFormProps) {
  const [reason, setReason] = useState("");
  const change = useChangePlaybook();
  const [tried, setTried] = useState(false);
  const isReasonMissing = reason.trim().length < shortestReason;
  const problems = Object.values(playbookProblems(body, { withEmpty: true }));
  const missing = [...problems, ...(isReasonMissing ? [playbookText.reasonNeeded] : [])];
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
      noValidate
      className={formStyles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        onTry(missing.length > 0);
        if (missing.length === 0) save();
      }}
    >
      <Textarea
        label={playbookText.reason}
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        error={tried && isReasonMissing ? playbookText.reasonNeeded : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {tried && missing.length > 0 && (
        <p className={detailStyles.problem} role="alert">
          {`${playbookText.notSaved} ${missing.join(" ")}`}
        </p>
      )}
      {change.error !== null && (
        <p className={detailStyles.problem} role="alert">
          {conflict
            ? "Somebody else changed this playbook first. Close it, look at their version, then change it again."
            : describeError(change.error)}
        </p>
      )}
      <Button type="submit" loading={change.isPending}>
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
              <button type="button" className={linkStyles.link} onClick={() => onRestore(body)}>
                {playbookText.restore}
              </button>
            )}
          </li>
        ))}
      </ol>
    </DetailSection>
  );
}
