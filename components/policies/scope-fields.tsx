"use client";

import { MultiSelect, Select, TagsInput, TextInput } from "@mantine/core";
import { eventClasses } from "../../lib/event/classes.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { withScope } from "./edit-policy.ts";
import { HoursFields } from "./hours-fields.tsx";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";

const classOptions = Object.entries(eventClasses).map(([uid, { name }]) => ({ value: uid, label: name }));

interface ScopeFieldsProps {
  readonly policy: PolicyBody;
  readonly scopeId: string;
  readonly sources: readonly string[];
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (policy: PolicyBody) => void;
}

/** Which events the scope takes, and what it is called. */
export function ScopeFields({ policy, scopeId, sources, problems, onChange }: ScopeFieldsProps) {
  const place = policy.scopes.findIndex(({ id }) => id === scopeId);
  const scope = policy.scopes[place];
  if (scope === undefined) return null;
  const { match } = scope;
  const setMatch = (next: Partial<typeof match>) =>
    onChange(withScope(policy, scopeId, (old) => ({ ...old, match: { ...old.match, ...next } })));
  const problem = problems.get(`scopes.${place}.match`) ?? problems.get(`scopes.${place}.match.group`);
  return (
    <div className={styles.scopeFields}>
      <TextInput
        label={policiesText.scopeName}
        size="xs"
        value={scope.name}
        maxLength={60}
        error={scope.name.trim() === "" ? "A scope has a name." : problems.get(`scopes.${place}.name`)}
        onChange={(event) => {
          const name = event.currentTarget.value;
          onChange(withScope(policy, scopeId, (old) => ({ ...old, name })));
        }}
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
      <Select
        label={policiesText.group}
        size="xs"
        clearable
        data={policy.groups.map(({ id, name }) => ({ value: id, label: name }))}
        value={match.group}
        placeholder={policiesText.anyGroup}
        onChange={(group) => setMatch({ group })}
      />
      <HoursFields
        hours={match.hours}
        onChange={(hours) => {
          const { hours: _before, ...rest } = match;
          onChange(
            withScope(policy, scopeId, (old) => ({ ...old, match: hours === undefined ? rest : { ...rest, hours } })),
          );
        }}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
