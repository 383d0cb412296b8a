import type { ModelFigures } from "../../lib/contracts/model-card.ts";
import styles from "./card.module.css";
import { differenceOf, type FigureRow, formatFigure, formatInterval } from "./figure-words.ts";

interface FiguresTableProps {
  readonly rows: readonly FigureRow[];
  /** What is looked at first, then what it is compared with. */
  readonly columns: readonly { readonly name: string; readonly figures: ModelFigures }[];
  /** Whether figures may be set against each other: only of the same rows. */
  readonly comparable?: boolean;
  /** Without what each figure says. */
  readonly short?: boolean;
}

/** Figures with their 95 % intervals, side by side, and what the first has over the second. */
export function FiguresTable({ rows, columns, comparable = true, short = false }: FiguresTableProps) {
  const [first, second] = columns;
  const compares = comparable && first !== undefined && second !== undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label="Figures with intervals">
      <table className={styles.figures} data-short={short}>
        <thead>
          <tr>
            <th scope="col">{short ? "Figure" : "Figure, with its 95 % interval"}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {compares && <th scope="col">Difference</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                {!short && (
                  <small>
                    {row.about} {row.better === "higher" ? "Higher is better." : "Lower is better."}
                  </small>
                )}
              </th>
              {columns.map(({ name, figures }) => (
                <td key={name}>
                  {formatFigure(figures[row.key].value, row.shown)}
                  <small>{formatInterval(figures[row.key], row.shown)}</small>
                </td>
              ))}
              {compares && (
                <td>
                  <Difference row={row} of={first.figures} against={second.figures} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DifferenceProps {
  readonly row: FigureRow;
  readonly of: ModelFigures;
  readonly against: ModelFigures;
}

function Difference({ row, of, against }: DifferenceProps) {
  const difference = differenceOf(row, against[row.key], of[row.key]);
  if (difference === null) return "";
  return (
    <span className={styles.difference} data-better={difference.better}>
      {difference.text}
      {difference.better !== null && <small>{difference.better ? "better" : "worse"}</small>}
    </span>
  );
}
