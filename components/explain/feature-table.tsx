import styles from "./explain.module.css";
import { plainName } from "./plain-name.ts";

interface FeatureTableProps {
  readonly features: readonly { readonly name: string; readonly value: number | null; readonly imputed: boolean }[];
}

const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });

/** The numbers the score was made from. What was missing, and had to be filled in, says so. */
export function FeatureTable({ features }: FeatureTableProps) {
  const imputed = features.filter((feature) => feature.imputed).length;
  return (
    <>
      <p className={styles.note}>
        {features.length} features
        {imputed === 0 ? ", none missing." : `, ${imputed} missing and filled in: confidence is lower for them.`}
      </p>
      <table className={styles.features}>
        <thead className="sr-only">
          <tr>
            <th>Feature</th>
            <th>Value</th>
          </tr>
        </thead>
        <tbody>
          {features.map(({ name, value, imputed: missing }) => (
            <tr key={name} data-missing={missing}>
              <th scope="row" title={name}>
                {plainName(name)}
              </th>
              <td>
                {missing
                  ? `missing${value === null ? "" : ` → ${number.format(value)}`}`
                  : value === null
                    ? "–"
                    : number.format(value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
