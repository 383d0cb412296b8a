"use client";

import { Button, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { PolicyException } from "../../lib/thresholds/policy-exception.ts";
import type { EntityGroup } from "../../lib/thresholds/policy-scope.ts";
import { serverNow } from "../display/clock.ts";
import styles from "./exceptions.module.css";
import { MatchFields } from "./match-fields.tsx";
import { policiesText } from "./policies-text.ts";

const hourMs = 3_600_000;
const lengths = [
  { value: "1", label: "1 hour" },
  { value: "8", label: "8 hours" },
  { value: "24", label: "1 day" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
  { value: "2159", label: "90 days" },
];

interface ExceptionFieldsProps {
  readonly exception: PolicyException;
  readonly groups: readonly EntityGroup[];
  readonly sources: readonly string[];
  readonly problemOf: (field: string) => string | undefined;
  readonly onChange: (next: Partial<PolicyException>) => void;
  readonly onRemove: () => void;
}

/** An exception as it is written. */
export function ExceptionFields(props: ExceptionFieldsProps) {
  const { exception, groups, sources, problemOf, onChange, onRemove } = props;
  const { entities } = exception.match;
  const problem = problemOf("match") ?? problemOf("match.group");
  return (
    <div className={styles.fields}>
      <TextInput
        label={policiesText.scopeName}
        size="xs"
        value={exception.name}
        maxLength={60}
        error={problemOf("name")}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={policiesText.endsIn}
        size="xs"
        data={lengths}
        value={null}
        placeholder={policiesText.keepEnd}
        error={problemOf("expiresAt")}
        onChange={(hours) =>
          hours !== null && onChange({ expiresAt: new Date(serverNow() + Number(hours) * hourMs).toISOString() })
        }
      />
      <TagsInput
        label={policiesText.entities}
        size="xs"
        value={entities}
        placeholder={entities.length === 0 ? policiesText.anyEntity : ""}
        onChange={(names) => onChange({ match: { ...exception.match, entities: names } })}
      />
      <MatchFields
        match={exception.match}
        groups={groups}
        sources={sources}
        onChange={(match) => onChange({ match: { ...match, entities } })}
      />
      <Textarea
        className={styles.wide}
        label={policiesText.reason}
        size="xs"
        autosize
        minRows={1}
        maxLength={1000}
        value={exception.reason}
        error={problemOf("reason")}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button variant="subtle" onClick={onRemove}>
        {policiesText.removeScope}
      </Button>
    </div>
  );
}
