"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { serverNow } from "../display/clock.ts";
import { inStream } from "../url/use-stream.ts";
import { withNewException } from "./edit-policy.ts";
import styles from "./exceptions.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";
import { useSuggestions } from "./use-policies.ts";

interface SuggestionsProps {
  readonly stream: StreamName;
  readonly policy: PolicyBody;
  readonly onChange: (policy: PolicyBody) => void;
}

/** Exceptions that closures as false suggest; each says what true ones it would have kept away. */
export function Suggestions({ stream, policy, onChange }: SuggestionsProps) {
  const { data } = useSuggestions(stream);
  const taken = new Set(policy.exceptions.flatMap(({ match }) => match.entities));
  const items = data?.items.filter(({ entity }) => !taken.has(entity.name)) ?? [];
  if (data === undefined || items.length === 0) return null;
  const add = (name: string, reason: string) => {
    const match = { classUids: [], sources: [], group: null, entities: [name] };
    onChange(withNewException(policy, serverNow(), { match, reason }));
  };
  return (
    <section className={styles.suggestions}>
      <h3>{policiesSentences.suggested(data.days)}</h3>
      <ul>
        {items.map(({ entity, removes, loses, newest }) => (
          <li key={`${entity.kind} ${entity.name}`}>
            <b>{entity.name}</b>
            <span data-loses={loses > 0 || undefined}>{policiesSentences.suggestion(removes, loses)}</span>
            <Link href={inStream(`/alerts?alert=${newest.id}`, stream)} title={newest.title}>
              {newest.title}
            </Link>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => add(entity.name, policiesSentences.suggestedReason(removes, data.days))}
            >
              {policiesText.addSuggested}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
