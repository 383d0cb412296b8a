import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { diffPolicies } from "../../lib/thresholds/policy-diff.ts";
import styles from "./policies.module.css";
import { policiesText } from "./policies-text.ts";

interface ChangeListProps {
  readonly before: PolicyBody;
  readonly after: PolicyBody;
}

/** What differs, field by field: from what, to what. */
export function ChangeList({ before, after }: ChangeListProps) {
  const changes = diffPolicies(before, after);
  if (changes.length === 0) return <p className={styles.hint}>{policiesText.noChanges}</p>;
  return (
    <dl className={styles.changes}>
      {changes.map(({ path, what, before: was, after: is }) => (
        <div key={path}>
          <dt>{what}</dt>
          <dd>
            {was !== "" && <del>{was}</del>} {is !== "" && <ins>{is}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
