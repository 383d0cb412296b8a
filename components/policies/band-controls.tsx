"use client";

import { Select } from "@mantine/core";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { severityName } from "../../lib/thresholds/policy.ts";
import type { ScopeThreshold } from "../../lib/thresholds/policy-scope.ts";
import styles from "./band-controls.module.css";
import { CommittedNumber } from "./committed-number.tsx";
import { type BandName, bandNames, marginIn, thresholdOf, withThreshold } from "./edit-policy.ts";
import { heldMargin, marginOfOneIn, marginOfScore, oneInOf, scaleFrom, scaleTo } from "./margin-scale.ts";
import { NotifyRule } from "./notify-rule.tsx";
import { bandWords, policiesText } from "./policies-text.ts";

interface BandControlsProps {
  readonly policy: PolicyBody;
  /** Null: where no scope fits. */
  readonly scopeId: string | null;
  readonly onChange: (policy: PolicyBody) => void;
  /** What is wrong, by path. */
  readonly problems: ReadonlyMap<string, string>;
}

/** The three bands of a scope: by number as score or rarity, and by slider. */
export function BandControls({ policy, scopeId, onChange, problems }: BandControlsProps) {
  const place = policy.scopes.findIndex(({ id }) => id === scopeId);
  const prefix = place < 0 ? "" : `scopes.${place}.`;
  return (
    <div className={styles.bands}>
      {scopeId === null && <NotifyRule policy={policy} onChange={onChange} />}
      {bandNames.map((band) => (
        <BandRow
          key={`${scopeId} ${band}`}
          policy={policy}
          scopeId={scopeId}
          band={band}
          problem={problems.get(`${prefix}${band}`)}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

interface BandRowProps extends Omit<BandControlsProps, "problems"> {
  readonly band: BandName;
  readonly problem: string | undefined;
}

type Mode = "own" | "inherit" | "off";

function modesOf(scopeId: string | null, band: BandName): { value: Mode; label: string }[] {
  return [
    { value: "own", label: policiesText.own },
    ...(scopeId === null ? [] : [{ value: "inherit" as const, label: policiesText.inherit }]),
    ...(band === "notify" ? [] : [{ value: "off" as const, label: policiesText.off }]),
  ];
}

const isMode = (value: string | null): value is Mode => value === "own" || value === "inherit" || value === "off";

/** Where a band begins that is switched on: a step above the one below it. */
function firstMargin(policy: PolicyBody, scopeId: string | null, band: BandName): number {
  const below =
    band === "auto"
      ? (marginIn(policy, scopeId, "approve") ?? marginIn(policy, scopeId, "notify"))
      : marginIn(policy, scopeId, "notify");
  return heldMargin(Math.min(scaleTo, (below ?? 0) + (band === "notify" ? 0 : 1.5)));
}

function BandRow({ policy, scopeId, band, problem, onChange }: BandRowProps) {
  const threshold = thresholdOf(policy, scopeId, band);
  const margin = marginIn(policy, scopeId, band);
  const mode: Mode = typeof threshold === "number" ? "own" : threshold;
  const isLocked = mode !== "own";
  const set = (value: ScopeThreshold) => onChange(withThreshold(policy, { scopeId, band, value }));
  const modes = modesOf(scopeId, band);
  return (
    <fieldset className={styles.band} data-single={modes.length === 1 || undefined}>
      <legend className={styles.name}>
        <b>{band}</b> <span>{bandWords[band]}</span>
      </legend>
      {modes.length > 1 ? (
        <Select
          aria-label={`${band}: how it is set`}
          size="xs"
          data={modes}
          value={mode}
          allowDeselect={false}
          onChange={(value) =>
            isMode(value) && set(value === "own" ? (margin ?? firstMargin(policy, scopeId, band)) : value)
          }
        />
      ) : (
        <span className={styles.noChoice} />
      )}
      <MarginFields label={band} margin={margin} isLocked={isLocked} onChange={(value) => set(value)} />
      <input
        type="range"
        className={styles.slider}
        aria-label={`${band} by slider`}
        min={scaleFrom}
        max={scaleTo}
        step={0.05}
        value={margin ?? scaleTo}
        disabled={isLocked}
        onChange={(event) => set(heldMargin(Number(event.currentTarget.value)))}
      />
      {scopeId === null && (
        <Select
          aria-label={`${band}: ${policiesText.severity}`}
          size="xs"
          data={[...severityName.options]}
          value={policy.severity[band]}
          allowDeselect={false}
          onChange={(value) => {
            const severity = severityName.safeParse(value);
            if (severity.success) onChange({ ...policy, severity: { ...policy.severity, [band]: severity.data } });
          }}
        />
      )}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

interface MarginFieldsProps {
  readonly label: string;
  readonly margin: number | null;
  readonly isLocked: boolean;
  readonly onChange: (margin: number) => void;
}

/** A margin as a score and as "1 in N"; either is taken when the field is left or Enter is pressed. */
function MarginFields({ label, margin, isLocked, onChange }: MarginFieldsProps) {
  const score = margin === null ? "" : Number(scoreOfMargin(margin).toFixed(2));
  const oneIn = margin === null ? "" : Number(oneInOf(margin).toPrecision(4));
  return (
    <>
      <CommittedNumber
        label={`${label}: ${policiesText.score}`}
        value={score}
        least={0.1}
        most={99.8}
        decimals={2}
        disabled={isLocked}
        onCommit={(value) => onChange(heldMargin(marginOfScore(value)))}
      />
      <span className={styles.oneIn}>{policiesText.oneIn}</span>
      <CommittedNumber
        label={`${label}: ${policiesText.oneIn}`}
        value={oneIn}
        least={1.01}
        most={1_000_000}
        decimals={2}
        disabled={isLocked}
        onCommit={(value) => onChange(heldMargin(marginOfOneIn(value)))}
      />
    </>
  );
}
