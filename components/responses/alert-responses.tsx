"use client";

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { responsePageSchema } from "../../lib/contracts/response-decisions.ts";
import { type ResponseRow, responseTabSchema } from "../../lib/contracts/responses.ts";
import { responseKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { DetailSection } from "../explain/detail-section.tsx";
import { useMay } from "../session/use-session.ts";
import { inStream } from "../url/use-stream.ts";
import { DecisionDialogs } from "./decision-dialogs.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import detailStyles from "./response-detail.module.css";
import { ResponseStateMark } from "./response-state.tsx";
import { responseText } from "./response-text.ts";
import { responseTitle } from "./response-title.ts";
import styles from "./responses.module.css";
import { useDecisionDialogs } from "./use-decision-dialogs.ts";

interface AlertResponsesProps {
  readonly alert: { readonly id: number; readonly stream: StreamName };
}

/** What is proposed, in force or over for one alert, newest first. */
function useResponsesOf({ id, stream }: AlertResponsesProps["alert"]) {
  return useQuery({
    queryKey: [...responseKeys.details, "alert", id],
    queryFn: async ({ signal }) => {
      const tabs = await Promise.all(
        responseTabSchema.options.map((tab) =>
          request(responsePageSchema, `/api/v1/responses${queryString({ stream, tab, alert: id, limit: 20 })}`, {
            signal,
          }),
        ),
      );
      return tabs.flatMap(({ items }) => items);
    },
  });
}

/** The responses of an alert, to be decided where the evidence is read; and the way to propose one. */
export function AlertResponses({ alert }: AlertResponsesProps) {
  const { data } = useResponsesOf(alert);
  const mayPropose = useMay("responses:propose");
  const mayDecide = useMay("responses:decide");
  const { asked, ask, dismiss } = useDecisionDialogs();
  const [isProposing, setProposing] = useState(false);
  if (data === undefined) return null;
  return (
    <DetailSection title={responseText.title}>
      {data.length === 0 && <p className={detailStyles.quiet}>No response is proposed for this alert.</p>}
      <ul className={detailStyles.alertList}>
        {data.map((row) => (
          <AlertResponse key={row.id} row={row} mayDecide={mayDecide} ask={ask} />
        ))}
      </ul>
      {mayPropose && (
        <Button variant="default" onClick={() => setProposing(true)}>
          Propose a response…
        </Button>
      )}
      {asked !== null && <DecisionDialogs asked={asked} onClose={dismiss} />}
      {isProposing && <ProposeDialog alertId={alert.id} onClose={() => setProposing(false)} />}
    </DetailSection>
  );
}

interface AlertResponseProps {
  readonly row: ResponseRow;
  readonly mayDecide: boolean;
  readonly ask: ReturnType<typeof useDecisionDialogs>["ask"];
}

function AlertResponse({ row, mayDecide, ask }: AlertResponseProps) {
  return (
    <li className={detailStyles.alertResponse}>
      <Link className={detailStyles.link} href={inStream(`/responses?tab=${row.tab}&response=${row.id}`, row.stream)}>
        {responseTitle(row)}
      </Link>
      <ResponseStateMark state={row.state} />
      {mayDecide && row.state === "awaiting_approval" && (
        <span className={styles.rowActions}>
          <Button size="compact-xs" onClick={() => ask({ kind: "approve", row })}>
            {responseText.approve}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => ask({ kind: "override", row })}>
            {responseText.override}
          </Button>
        </span>
      )}
      {mayDecide && row.state === "active" && (
        <Button size="compact-xs" variant="default" onClick={() => ask({ kind: "undo", row })}>
          {responseText.undo}
        </Button>
      )}
    </li>
  );
}
