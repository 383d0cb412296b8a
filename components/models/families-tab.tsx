import type { ModelCard } from "../../lib/contracts/model-card.ts";
import { formatCount } from "../display/format.ts";
import { plainName } from "../explain/plain-name.ts";
import cardStyles from "./card.module.css";
import styles from "./models.module.css";
import { shareWords } from "./prepare-curves.ts";

/** What it takes each family for, and which features it goes by. */
export function FamiliesTab({ card }: { readonly card: ModelCard }) {
  return (
    <div className={cardStyles.columns} data-wide="first">
      <Confusion confusion={card.confusion} />
      <Importance importance={card.importance} />
    </div>
  );
}

function Confusion({ confusion: { labels, counts } }: Pick<ModelCard, "confusion">) {
  if (labels.length === 0) return null;
  return (
    <section className={cardStyles.part} aria-label="Confusion by family">
      <h3>Confusion by family</h3>
      <p className={styles.hint}>
        Each row is what it was, each column what the model took it for: share of the row, and events.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={cardStyles.scroll} tabIndex={0} aria-label="Confusion by family, table">
        <table className={cardStyles.confusion}>
          <thead>
            <tr>
              <th scope="col">Was</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">Events</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((label, row) => (
              <ConfusionRow key={label} label={label} row={row} counts={counts[row] ?? []} labels={labels} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

interface ConfusionRowProps {
  readonly label: string;
  readonly row: number;
  readonly counts: readonly number[];
  readonly labels: readonly string[];
}

function ConfusionRow({ label, row, counts, labels }: ConfusionRowProps) {
  const all = counts.reduce((sum, n) => sum + n, 0);
  return (
    <tr>
      <th scope="row">{label}</th>
      {labels.map((column, i) => {
        const n = counts[i] ?? 0;
        return (
          <td key={column} data-right={i === row} data-empty={n === 0}>
            {all === 0 || n === 0 ? "0 %" : shareWords(Number((n / all).toPrecision(2)))}
            <small>{formatCount(n)}</small>
          </td>
        );
      })}
      <td>{formatCount(all)}</td>
    </tr>
  );
}

const mostShown = 20;

function Importance({ importance }: Pick<ModelCard, "importance">) {
  const shown = importance.slice(0, mostShown);
  const most = Math.max(...shown.map(({ mean, deviation }) => mean + deviation), Number.MIN_VALUE);
  if (shown.length === 0) return null;
  return (
    <section className={cardStyles.part} aria-label="Importance">
      <h3>Importance</h3>
      <p className={styles.hint}>
        Average precision lost when a feature's values are put on other rows; the line shows the deviation.
      </p>
      <table className={cardStyles.importance}>
        <tbody>
          {shown.map(({ feature, mean, deviation }) => (
            <tr key={feature}>
              <th scope="row">{plainName(feature)}</th>
              <td className={cardStyles.barCell}>
                <span className={cardStyles.bar} style={{ width: `${(Math.max(0, mean) / most) * 100}%` }} />
                <span
                  className={cardStyles.whisker}
                  style={{
                    left: `${(Math.max(0, mean - deviation) / most) * 100}%`,
                    width: `${((Math.max(0, mean + deviation) - Math.max(0, mean - deviation)) / most) * 100}%`,
                  }}
                />
              </td>
              <td>
                {mean.toFixed(3)} ± {deviation.toFixed(3)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {importance.length > mostShown && (
        <p className={styles.hint}>
          The {mostShown} largest of {importance.length}.
        </p>
      )}
    </section>
  );
}
