"use client";

import { Button } from "@mantine/core";
import type { ResponseDetail } from "../../lib/contracts/responses.ts";
import { ApiError } from "../data/api-error.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { SidePanel } from "../display/side-panel.tsx";
import { EmptyState, ErrorState, LoadingState } from "../display/states.tsx";
import { useMay } from "../session/use-session.ts";
import { ResponseFacts } from "./response-facts.tsx";
import { ResponseSteps } from "./response-steps.tsx";
import { responseText } from "./response-text.ts";
import { responseTitle } from "./response-title.ts";
import type { AskDecision } from "./use-decision-dialogs.ts";
import { useResponse } from "./use-response.ts";

interface ResponsePanelProps {
  readonly id: number;
  readonly ask: AskDecision;
  readonly onClose: () => void;
}

/** One response: the decision first, then what it rests on, whom it touches, how it ends, and what happened so far. */
export function ResponsePanel({ id, ask, onClose }: ResponsePanelProps) {
  const { data, error, refetch } = useResponse(id);
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <SidePanel
      label={`Response ${id}`}
      title={data === undefined ? `Response ${id}` : responseTitle(data)}
      onClose={onClose}
      {...(data === undefined ? {} : { actions: <DecisionButtons detail={data} ask={ask} /> })}
    >
      {data === undefined && error === null && <LoadingState label={responseText.loadingDetail} rows={10} />}
      {data === undefined && missing && <EmptyState title={responseText.noSuch} />}
      {data === undefined && error !== null && !missing && <ErrorState error={error} retry={refetch} />}
      {data !== undefined && (
        <>
          <ResponseFacts detail={data} />
          <ResponseSteps detail={data} />
        </>
      )}
    </SidePanel>
  );
}

/** What the person may do now. What is not possible is left out; why a decision is refused is said. */
function DecisionButtons({ detail, ask }: { readonly detail: ResponseDetail; readonly ask: AskDecision }) {
  const mayDecide = useMay("responses:decide");
  const { may } = detail;
  if (!mayDecide) return <span>{responseText.mayNot}</span>;
  const refusal = detail.state === "awaiting_approval" && !may.approve.ok ? may.approve.reason : null;
  return (
    <>
      {may.approve.ok && (
        <Button rightSection={<KeyHint>a</KeyHint>} onClick={() => ask({ kind: "approve", row: detail })}>
          {responseText.approve}
        </Button>
      )}
      {may.override.ok && (
        <Button
          variant="default"
          rightSection={<KeyHint>o</KeyHint>}
          onClick={() => ask({ kind: "override", row: detail })}
        >
          {responseText.override}
        </Button>
      )}
      {may.settle.ok && <Button onClick={() => ask({ kind: "settle", row: detail })}>{responseText.settle}</Button>}
      {may.undo.ok && (
        <Button
          variant="default"
          rightSection={<KeyHint>u</KeyHint>}
          onClick={() => ask({ kind: "undo", row: detail })}
        >
          {responseText.undo}
        </Button>
      )}
      {may.extend.ok && (
        <Button variant="default" onClick={() => ask({ kind: "extend", row: detail })}>
          {responseText.extend}
        </Button>
      )}
      {may.cancel.ok && (
        <Button variant="default" onClick={() => ask({ kind: "cancel", row: detail })}>
          {responseText.cancel}
        </Button>
      )}
      {refusal !== null && <span>{refusal}</span>}
    </>
  );
}
