import type { CurveProps } from "./curve-chart.tsx";
import styles from "./curves.module.css";

/** The numbers of a curve: the same points, a table for each line. */
export function CurveTable({ title, x, y, lines }: CurveProps) {
  return lines.map(({ name, points }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section key={name} className={styles.numbers} tabIndex={0} aria-label={`${title}, ${name}`}>
      <table>
        <caption>
          {title}, {name}
        </caption>
        <thead>
          <tr>
            <th scope="col">{x.name}</th>
            <th scope="col">{y.name}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={`${point.x} ${point.y}`}>
              <td>{x.say(point.x)}</td>
              <td>{y.say(point.y)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ));
}
