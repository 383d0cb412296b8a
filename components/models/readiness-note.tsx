"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import { formatCount } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import styles from "./forms.module.css";
import { ProgressBar } from "./progress-bar.tsx";
import { useReadiness } from "./use-models.ts";

/** Whether there are verdicts enough to learn from, and how many are missing. */
export function ReadinessNote({ stream }: { readonly stream: StreamName }) {
  const readiness = useReadiness(stream);
  return (
    <QueryView query={readiness} loading="Counting verdicts" rows={3}>
      {({ verdicts, needed, missing }) => {
        const rows = [
          { name: "True positives", n: verdicts.truePositive, of: needed.truePositive },
          { name: "False positives and benign", n: verdicts.benign, of: needed.benign },
          { name: "All together", n: verdicts.truePositive + verdicts.benign, of: needed.all },
        ];
        return (
          <div className={styles.readiness}>
            <table>
              <caption>Verdicts of people on alerts of {stream}</caption>
              <tbody>
                {rows.map(({ name, n, of }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>
                      <ProgressBar value={n} max={of} label={`${name}: ${n} of ${of}`} />
                    </td>
                    <td>
                      {formatCount(n)} of {formatCount(of)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p>{missing ?? "There are verdicts enough to learn from."}</p>
            {verdicts.forgotten > 0 && (
              <p>
                {formatCount(verdicts.forgotten)} more cannot be learnt from: their events are not kept any more, or
                came before anything was usual.
              </p>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}
