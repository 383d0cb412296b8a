import type { Consequences } from "../../lib/contracts/policy-preview.ts";
import { formatCount } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import styles from "./consequences.module.css";
import { policiesText } from "./policies-text.ts";

/** Where the events in the bands come from, and whom approve and auto are about most. */
export function WherePanel({
  consequences,
  isStale,
}: {
  readonly consequences: Consequences;
  readonly isStale: boolean;
}) {
  if (consequences.sources.length === 0) return null;
  return (
    <Panel title={policiesText.where}>
      <div className={styles.body} data-stale={isStale || undefined}>
        <BySource consequences={consequences} />
        <Whom consequences={consequences} />
      </div>
    </Panel>
  );
}

const mostSources = 8;

function BySource({ consequences: { sources } }: { readonly consequences: Consequences }) {
  const rows = sources.slice(0, mostSources).map(({ source, notify, approve, auto }) => ({
    id: source,
    name: source,
    counts: [notify, approve, auto],
  }));
  return <CountTable title={policiesText.bySource} head={["source", "told", "proposed", "automatic"]} rows={rows} />;
}

function Whom({ consequences: { whom } }: { readonly consequences: Consequences }) {
  const rows = whom.map(({ id, name, approve, auto }) => ({ id, name, counts: [approve, auto] }));
  return <CountTable title={policiesText.whom} head={["origin", "proposed", "automatic"]} rows={rows} />;
}

interface CountTableProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly id: string; readonly name: string; readonly counts: readonly number[] }[];
}

function CountTable({ title, head, rows }: CountTableProps) {
  if (rows.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <table className={styles.small}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, counts }) => (
            <tr key={id}>
              <th scope="row" title={name}>
                {name}
              </th>
              {counts.map((count, i) => (
                <td key={head[i + 1]}>{formatCount(count)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
