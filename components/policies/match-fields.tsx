"use client";

import { MultiSelect, Select, TagsInput } from "@mantine/core";
import { eventClasses } from "../../lib/event/classes.ts";
import type { EntityGroup, PolicyScope } from "../../lib/thresholds/policy-scope.ts";
import { HoursFields } from "./hours-fields.tsx";
import { policiesText } from "./policies-text.ts";

type ScopeMatch = PolicyScope["match"];

const classOptions = Object.entries(eventClasses).map(([uid, { name }]) => ({ value: uid, label: name }));

interface MatchFieldsProps {
  readonly match: ScopeMatch;
  readonly groups: readonly EntityGroup[];
  readonly sources: readonly string[];
  readonly onChange: (match: ScopeMatch) => void;
}

/** Which events a scope takes, or an exception covers: those that fit all of what is named. */
export function MatchFields({ match, groups, sources, onChange }: MatchFieldsProps) {
  const { classUids, sources: chosen, group, hours } = match;
  const set = (next: Partial<ScopeMatch>) => onChange({ ...match, ...next });
  return (
    <>
      <MultiSelect
        label={policiesText.classes}
        size="xs"
        searchable
        data={classOptions}
        value={classUids.map(String)}
        placeholder={classUids.length === 0 ? policiesText.anyClass : ""}
        onChange={(uids) => set({ classUids: uids.map(Number) })}
      />
      <TagsInput
        label={policiesText.sources}
        size="xs"
        data={[...sources]}
        value={chosen}
        placeholder={chosen.length === 0 ? policiesText.anySource : ""}
        onChange={(names) => set({ sources: names })}
      />
      <Select
        label={policiesText.group}
        size="xs"
        clearable
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        value={group}
        placeholder={policiesText.anyGroup}
        onChange={(id) => set({ group: id })}
      />
      <HoursFields
        hours={hours}
        onChange={(next) => {
          const { hours: _before, ...rest } = match;
          onChange(next === undefined ? rest : { ...rest, hours: next });
        }}
      />
    </>
  );
}
