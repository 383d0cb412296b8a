import type { Consequences } from "../../lib/contracts/policy-preview.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { formatCount } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { actionWords } from "../responses/response-title.ts";
import styles from "./consequences.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";

/** Where the events in the bands come from, and what playbooks would have done about them, and to whom. */
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
        <Responses responses={consequences.responses} />
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
  return <CountTable title={policiesText.bySource} head={["events", "notify", "approve", "auto"]} rows={rows} />;
}

function Responses({ responses }: Pick<Consequences, "responses">) {
  const { playbooks, targets, notReplayed } = responses;
  const counts = ({ proposed, automatic }: { readonly proposed: number; readonly automatic: number }) => [
    proposed,
    automatic,
  ];
  const ofPlaybooks = playbooks.map((each) => ({ id: String(each.id), name: each.name, counts: counts(each) }));
  const ofTargets = targets.map((each) => ({
    id: `${each.action} ${each.name}`,
    name: `${actionWords[each.action]} ${visibleName(each.name)}`,
    counts: counts(each),
  }));
  return (
    <>
      <CountTable title={policiesText.byPlaybook} head={["playbook", "proposed", "automatic"]} rows={ofPlaybooks} />
      <CountTable title={policiesText.whom} head={["response", "proposed", "automatic"]} rows={ofTargets} />
      {responses.protected > 0 && <p className={styles.note}>{policiesSentences.kept(responses.protected)}</p>}
      {notReplayed.length > 0 && <p className={styles.note}>{policiesSentences.notReplayed(notReplayed)}</p>}
    </>
  );
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
