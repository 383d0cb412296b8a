"use client";

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { Playbook, PlaybookBody } from "../../lib/contracts/playbooks.ts";
import { playbookLoosenings } from "../../lib/responses/playbook-loosening.ts";
import { LooseningList } from "../change-requests/loosening-list.tsx";
import { requestText } from "../change-requests/request-text.ts";
import { useOpenRequest } from "../change-requests/use-open-request.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { playbookProblems } from "./playbook-problems.ts";
import { playbookText } from "./playbook-text.ts";
import detailStyles from "./response-detail.module.css";
import formStyles from "./response-forms.module.css";
import { useChangePlaybook } from "./use-response-settings.ts";

/** Of a reason that is kept, in characters; the server refuses others. */
const shortestReason = 3;

const saveWords = (playbook: Playbook | null) =>
  playbook === null ? "Create playbook" : `Save as version ${playbook.version + 1}`;

interface SavePlaybookProps {
  readonly stream: StreamName;
  /** The version that was opened; null: there is none. */
  readonly playbook: Playbook | null;
  readonly onDone: () => void;
  readonly body: PlaybookBody;
  /** Told with every try to save whether something is missing. */
  readonly onTry: (isIncomplete: boolean) => void;
}

/** Says why, and saves. What does more without people, or asks them about less, is asked for instead. */
export function SavePlaybook({ stream, playbook, body, onDone, onTry }: SavePlaybookProps) {
  const [reason, setReason] = useState("");
  const change = useChangePlaybook();
  const [tried, setTried] = useState(false);
  const openRequest = useOpenRequest();
  const loosenings = playbookLoosenings(playbook?.body ?? null, body);
  const needsSecond = loosenings.length > 0 && stream !== "demo";
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
    change.mutate(request, {
      onSuccess: (answer) => {
        if ("request" in answer) openRequest(answer.request);
        else onDone();
      },
    });
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
      {needsSecond && (
        <div className={formStyles.loosens}>
          <p>{requestText.secondPerson}</p>
          <LooseningList loosenings={loosenings} />
        </div>
      )}
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
        {needsSecond ? requestText.askForIt : saveWords(playbook)}
      </Button>
    </form>
  );
}
