"use client";

import { Button, MultiSelect, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { eventClasses } from "../../lib/event/classes.ts";
import type { PolicyException } from "../../lib/thresholds/policy-exception.ts";
import type { EntityGroup } from "../../lib/thresholds/policy-scope.ts";
import { serverNow } from "../display/clock.ts";
import styles from "./exceptions.module.css";
import { HoursFields } from "./hours-fields.tsx";
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
const classOptions = Object.entries(eventClasses).map(([uid, { name }]) => ({ value: uid, label: name }));

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
  const { exception, problemOf, onChange, onRemove } = props;
  const problem = problemOf("match") ?? problemOf("match.group");
  return (
    <div className={styles.fields}>
      <TextInput
        label={policiesText.scopeName}
        size="xs"
        value={exception.name}
        maxLength={60}
        error={exception.name.trim() === "" ? "An exception has a name." : problemOf("name")}
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
      <What {...props} />
      <div className={styles.wide}>
        <HoursFields
          hours={exception.match.hours}
          onChange={(hours) => {
            const { hours: _before, ...match } = exception.match;
            onChange({ match: hours === undefined ? match : { ...match, hours } });
          }}
        />
      </div>
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

/** Which events it covers. */
function What({ exception: { match }, groups, sources, onChange }: ExceptionFieldsProps) {
  const setMatch = (next: Partial<typeof match>) => onChange({ match: { ...match, ...next } });
  return (
    <>
      <TagsInput
        label={policiesText.entities}
        size="xs"
        value={match.entities}
        placeholder={match.entities.length === 0 ? policiesText.anyEntity : ""}
        onChange={(entities) => setMatch({ entities })}
      />
      <Select
        label={policiesText.group}
        size="xs"
        clearable
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        value={match.group}
        placeholder={policiesText.anyGroup}
        onChange={(group) => setMatch({ group })}
      />
      <MultiSelect
        label={policiesText.classes}
        size="xs"
        searchable
        data={classOptions}
        value={match.classUids.map(String)}
        placeholder={match.classUids.length === 0 ? policiesText.anyClass : ""}
        onChange={(uids) => setMatch({ classUids: uids.map(Number) })}
      />
      <TagsInput
        label={policiesText.sources}
        size="xs"
        data={[...sources]}
        value={match.sources}
        placeholder={match.sources.length === 0 ? policiesText.anySource : ""}
        onChange={(names) => setMatch({ sources: names })}
      />
    </>
  );
}
