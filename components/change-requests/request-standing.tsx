"use client";

import type { ChangeRequestDetail } from "../../lib/contracts/change-requests.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import detailStyles from "../responses/response-detail.module.css";
import { TimeLeft } from "../responses/time-left.tsx";
import styles from "./change-requests.module.css";
import { needLine, requestStateWords, requestText } from "./request-text.ts";

/** Where it stands, who asked and why, until when, and who may decide. */
export function RequestStanding({ detail }: { readonly detail: ChangeRequestDetail }) {
  const { state, reason, requestedBy, createdAt, closedAt, closedBy, outcome } = detail;
  return (
    <>
      <div className={detailStyles.verdict}>
        <p>
          <span className={styles.state} data-state={state}>
            {requestStateWords[state]}
          </span>
        </p>
        <p>
          {requestedBy ?? requestText.system}, <RelativeTime at={createdAt} />: {reason}
        </p>
        {state === "open" ? (
          <Clock detail={detail} />
        ) : (
          <p>
            {closedBy}
            {closedAt !== null && (
              <>
                , <RelativeTime at={closedAt} />
              </>
            )}
            : {outcome}
          </p>
        )}
      </div>
      <People detail={detail} />
    </>
  );
}

function Clock({ detail }: { readonly detail: ChangeRequestDetail }) {
  const { notBefore, expiresAt, createdAt, needs, approvals } = detail;
  if (notBefore === null) {
    return (
      <p>
        Expires in <TimeLeft until={expiresAt} ofMs={Date.parse(expiresAt) - Date.parse(createdAt)} label="Expires" />:
        then nothing changes.
      </p>
    );
  }
  const missing = needs - 1 - approvals;
  return (
    <p>
      Too few people could decide, so the wait stands in for one of them: it takes effect by itself in{" "}
      <TimeLeft until={notBefore} ofMs={Date.parse(notBefore) - Date.parse(createdAt)} label="Takes effect by itself" />
      {missing > 0 ? ", once one person has approved it." : ", unless somebody cancels it."}
    </p>
  );
}

function People({ detail }: { readonly detail: ChangeRequestDetail }) {
  const { deciders, decisions, state } = detail;
  if (state !== "open" && decisions.length === 0) return null;
  return (
    <DetailSection title={state === "open" ? requestText.people : requestText.decided}>
      {state === "open" && (
        <>
          <p className={detailStyles.quiet}>
            {needLine(detail)} {detail.stream !== "demo" && requestText.independent}
          </p>
          <p>{deciders.length === 0 ? requestText.nobody : deciders.map(({ email }) => email).join(", ")}</p>
        </>
      )}
      {decisions.length > 0 && (
        <ul className={styles.decisions}>
          {decisions.map(({ by, decision, reason, at }) => (
            <li key={by}>
              {by} {decision === "approve" ? "approved" : "refused"} <RelativeTime at={at} />
              <span className={detailStyles.quiet}> · {reason}</span>
            </li>
          ))}
        </ul>
      )}
    </DetailSection>
  );
}
