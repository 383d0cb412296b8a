"use client";

import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { wordsOfMatch } from "../../lib/thresholds/policy-diff.ts";
import type { PolicyException } from "../../lib/thresholds/policy-exception.ts";
import { serverNow, useNow } from "../display/clock.ts";
import { formatExact } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { KeptLink } from "../event/kept-link.tsx";
import { withException, withNewException, withoutException } from "./edit-policy.ts";
import { ExceptionFields } from "./exception-fields.tsx";
import styles from "./exceptions.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";
import { Suggestions } from "./suggestions.tsx";
import { timeLeft } from "./time-left.ts";
import { useExceptionUses } from "./use-policies.ts";

interface ExceptionsPanelProps {
  readonly stream: StreamName;
  readonly policy: PolicyBody;
  readonly sources: readonly string[];
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** What is in no band for a while, why, until when, and how much that has been. */
export function ExceptionsPanel({ stream, policy, sources, problems, onChange }: ExceptionsPanelProps) {
  const uses = useExceptionUses(stream).data?.items ?? [];
  return (
    <Panel
      title={policiesText.exceptions}
      actions={
        onChange !== null && (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange(withNewException(policy, serverNow()))}
          >
            {policiesText.addException}
          </Button>
        )
      }
    >
      <p className={styles.hint}>
        {policy.exceptions.length === 0 ? policiesText.noExceptions : policiesText.exceptionsHint}
      </p>
      <ul className={styles.list}>
        {policy.exceptions.map((exception, place) => (
          <li key={exception.id} className={styles.exception}>
            <Facts exception={exception} policy={policy} use={uses.find(({ id }) => id === exception.id)} />
            {onChange !== null && (
              <ExceptionFields
                exception={exception}
                groups={policy.groups}
                sources={sources}
                problemOf={(field) => problems.get(`exceptions.${place}.${field}`)}
                onChange={(next) => onChange(withException(policy, exception.id, next))}
                onRemove={() => onChange(withoutException(policy, exception.id))}
              />
            )}
          </li>
        ))}
      </ul>
      {onChange !== null && <Suggestions stream={stream} policy={policy} onChange={onChange} />}
    </Panel>
  );
}

interface FactsProps {
  readonly exception: PolicyException;
  readonly policy: PolicyBody;
  readonly use: { readonly events: number; readonly lastTime: string } | undefined;
}

function Facts({ exception, policy, use }: FactsProps) {
  const now = useNow();
  const endMs = Date.parse(exception.expiresAt);
  return (
    <div className={styles.facts}>
      <b>{exception.name}</b>
      <span className={styles.end} data-ended={endMs <= now || undefined} title={formatExact(endMs)}>
        {endMs <= now ? policiesText.ended : `ends in ${timeLeft(endMs - now)}`}
      </span>
      <span className={styles.what}>{wordsOfMatch(exception, policy.groups) || "—"}</span>
      <span className={styles.quiet}>
        {use === undefined ? (
          policiesSentences.covered(0)
        ) : (
          <KeptLink what={`exception.${exception.id}`}>{policiesSentences.covered(use.events)}</KeptLink>
        )}
        {use !== undefined && (
          <>
            , last <RelativeTime at={use.lastTime} />
          </>
        )}
      </span>
      {exception.reason !== "" && <span className={styles.reason}>{exception.reason}</span>}
    </div>
  );
}
