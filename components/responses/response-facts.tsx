"use client";

import Link from "next/link";
import type { BlastRadius, ResponseDetail } from "../../lib/contracts/responses.ts";
import { formatCount, formatExact, formatScore, formatShare } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { FactList } from "../explain/fact-list.tsx";
import { plainName } from "../explain/plain-name.ts";
import { inStream } from "../url/use-stream.ts";
import { formatLease } from "./format-time-left.ts";
import styles from "./response-detail.module.css";
import { ResponseStateMark } from "./response-state.tsx";
import { decisionLine, proposerOf, responseText, stateHints } from "./response-text.ts";
import { TimeLeft } from "./time-left.tsx";

/** Where it stands and what runs, then evidence, whom it touches, and how it is undone. */
export function ResponseFacts({ detail }: { readonly detail: ResponseDetail }) {
  return (
    <>
      <Standing detail={detail} />
      <DetailSection title={responseText.evidence}>
        <Evidence detail={detail} />
      </DetailSection>
      <DetailSection title={responseText.blast}>
        <Blast radius={detail.blastRadius} />
      </DetailSection>
      <DetailSection title={responseText.undoTitle}>
        <FactList
          facts={[
            { name: "lease", value: formatLease(detail.leaseSeconds) },
            { name: "undo", value: detail.undo },
            { name: "executor", value: `${detail.executor.name} (${detail.executor.kind.replace("_", " ")})` },
          ]}
        />
      </DetailSection>
      <DetailSection title={responseText.binding} folded>
        <FactList
          facts={[
            { name: "evidence hash", value: <span className={styles.hash}>{detail.evidenceHash}</span> },
            { name: "policy version", value: detail.policyVersion },
            {
              name: "playbook",
              value: detail.playbook === null ? "none" : `${detail.playbook.name}, version ${detail.playbook.version}`,
            },
          ]}
        />
      </DetailSection>
    </>
  );
}

function Standing({ detail }: { readonly detail: ResponseDetail }) {
  const line = decisionLine(detail);
  return (
    <div className={styles.verdict}>
      <p>
        <ResponseStateMark state={detail.state} />
      </p>
      <p>{detail.guard?.detail ?? stateHints[detail.state]}</p>
      {detail.state === "awaiting_approval" && detail.decideBy !== null && (
        <p>
          Must be decided within{" "}
          <TimeLeft
            until={detail.decideBy}
            ofMs={Date.parse(detail.decideBy) - Date.parse(detail.proposedAt)}
            label="Must be decided"
          />
          , else the answer is no.
        </p>
      )}
      {detail.state === "active" && detail.leaseUntil !== null && (
        <p>
          Ends by itself in <TimeLeft until={detail.leaseUntil} ofMs={detail.leaseSeconds * 1000} label="Lease ends" />
        </p>
      )}
      {line !== null && (
        <p>
          {line}
          {detail.decision !== null && (
            <>
              , <RelativeTime at={detail.decision.at} />
              {detail.decision.reason !== null && `: ${detail.decision.reason}`}
            </>
          )}
        </p>
      )}
      {detail.problem !== null && <p className={styles.problem}>{detail.problem}</p>}
      <OtherDecision detail={detail} />
    </div>
  );
}

function OtherDecision({ detail }: { readonly detail: ResponseDetail }) {
  const other = detail.replacedBy ?? detail.replaces;
  if (other === null) return null;
  return (
    <p>
      {detail.replacedBy !== null ? "In its place: " : "In place of: "}
      <Link className={styles.link} href={inStream(`/responses?response=${other}`, detail.stream)}>
        response {other}
      </Link>
    </p>
  );
}

function Evidence({ detail }: { readonly detail: ResponseDetail }) {
  const { evidence, alert, stream } = detail;
  return (
    <>
      <p>{detail.reason}</p>
      <FactList
        facts={[
          ...(alert === null
            ? []
            : [
                {
                  name: "alert",
                  value: (
                    <Link className={styles.link} href={inStream(`/alerts?alert=${alert.id}`, stream)}>
                      {alert.title}
                    </Link>
                  ),
                },
              ]),
          { name: "severity", value: <SeverityMark severity={evidence.severity} /> },
          { name: "score", value: <ScoreOf alert={alert} stream={stream} score={evidence.score} /> },
          { name: "confidence", value: formatShare(evidence.confidence) },
          { name: "events", value: formatCount(evidence.eventCount) },
          ...(evidence.lastSeen === null
            ? []
            : [{ name: "last seen", value: formatExact(Date.parse(evidence.lastSeen)) }]),
          { name: "detectors", value: evidence.detectors.map(plainName).join(", ") },
          ...(evidence.techniques.length === 0 ? [] : [{ name: "ATT&CK", value: evidence.techniques.join(", ") }]),
          { name: "proposed by", value: proposerOf(detail) },
        ]}
      />
    </>
  );
}

/** It opens the alert, where the event and why it scored so are. */
function ScoreOf({ alert, stream, score }: Pick<ResponseDetail, "alert" | "stream"> & { readonly score: number }) {
  if (alert === null) return <ScoreValue score={score} />;
  return (
    <Link
      className={styles.link}
      href={inStream(`/alerts?alert=${alert.id}`, stream)}
      aria-label={`Score ${formatScore(score)}; opens the alert`}
    >
      <ScoreValue score={score} />
    </Link>
  );
}

function Blast({ radius }: { readonly radius: BlastRadius }) {
  const numbers = [
    ["users", radius.users],
    ["hosts", radius.hosts],
    ["addresses", radius.addresses],
    ["events, 24 h", radius.events],
  ] as const;
  return (
    <>
      <p className={styles.quiet}>{radius.summary}</p>
      <dl className={styles.blast}>
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {radius.partial ? "≥ " : ""}
              {formatCount(value)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
