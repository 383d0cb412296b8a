"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { ApiError } from "../data/api-error.ts";
import { SidePanel } from "../display/side-panel.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { type AskedVerb, RequestDialog } from "./request-dialog.tsx";
import { RequestEvidence } from "./request-evidence.tsx";
import { RequestStanding } from "./request-standing.tsx";
import { requestText } from "./request-text.ts";
import { useChangeRequest } from "./use-change-requests.ts";

interface RequestPanelProps {
  readonly id: number;
  readonly onClose: () => void;
}

/** One request: the decision first, then what it lets through, what changes, and who decides. */
export function RequestPanel({ id, onClose }: RequestPanelProps) {
  const { data, error, refetch } = useChangeRequest(id);
  const [asked, setAsked] = useState<AskedVerb | null>(null);
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <SidePanel
      label={`Request ${id}`}
      title={data?.title ?? `Request ${id}`}
      onClose={onClose}
      {...(data === undefined ? {} : { actions: <Decide detail={data} onAsk={setAsked} /> })}
    >
      {data === undefined && error === null && <LoadingState label={requestText.loadingDetail} rows={10} />}
      {data === undefined && missing && <EmptyState title={requestText.noSuch} />}
      {data === undefined && error !== null && !missing && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && (
        <>
          <RequestStanding detail={data} />
          <RequestEvidence detail={data} />
          {asked !== null && <RequestDialog detail={data} verb={asked} onClose={() => setAsked(null)} />}
        </>
      )}
    </SidePanel>
  );
}

interface DecideProps {
  readonly detail: ChangeRequestDetail;
  readonly onAsk: (verb: AskedVerb) => void;
}

/** What the person may do now. What is not possible is left out; why approving is refused is said. */
function Decide({ detail, onAsk }: DecideProps) {
  const { approve, refuse, cancel } = detail.may;
  if (detail.state !== "open") return null;
  return (
    <>
      {approve.ok && <Button onClick={() => onAsk("approve")}>{requestText.approve}</Button>}
      {refuse.ok && (
        <Button variant="default" onClick={() => onAsk("refuse")}>
          {requestText.refuse}
        </Button>
      )}
      {cancel.ok && (
        <Button variant="default" onClick={() => onAsk("cancel")}>
          {requestText.cancel}
        </Button>
      )}
      {!approve.ok && <span>{approve.reason}</span>}
    </>
  );
}
