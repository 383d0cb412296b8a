import type { ModelCard } from "../../lib/contracts/model-card.ts";
import { formatCount, formatDateTime, formatDuration } from "../display/format.ts";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import { plainName } from "../explain/plain-name.ts";
import cardStyles from "./card.module.css";
import { formatFigure } from "./figure-words.ts";
import styles from "./models.module.css";

interface CardTabProps {
  readonly card: ModelCard;
  readonly digest: string | null;
  readonly bytes: number | null;
}

/** From what it learnt, how it was tested, what it looks at, and what it cannot do. */
export function CardTab({ card, digest, bytes }: CardTabProps) {
  const { data, protocol, features, limits } = card;
  return (
    <div className={cardStyles.columns}>
      <section className={cardStyles.part} aria-label="Data">
        <h3>Data</h3>
        <Sentences of={data.description} />
        <FactList facts={dataFacts(card)} />
        <Families families={data.families} />
        <h3>How it was tested</h3>
        <Sentences of={protocol.description} />
        <FactList
          facts={[
            { name: "Folds", value: protocol.folds },
            { name: "Seed", value: protocol.seed },
            { name: "Held out", value: protocol.heldOut.length === 0 ? "nothing" : protocol.heldOut.join("; ") },
            { name: "Test rows", value: <code>{protocol.testDigest.slice(0, 16)}</code> },
          ]}
        />
      </section>
      <section className={cardStyles.part} aria-label="Limits and features">
        <h3>What it cannot do</h3>
        <Sentences of={limits} />
        <h3>Features</h3>
        <p className={styles.hint}>
          {formatCount(features.used.length)} are used: {features.used.map(plainName).join(", ")}.
        </p>
        {features.excluded.length > 0 && (
          <FactList
            facts={features.excluded.map(({ name, why }) => ({ name: plainName(name), value: `left out: ${why}` }))}
          />
        )}
        <h3>How it was made</h3>
        <FactList facts={makingFacts(card, digest, bytes)} />
        <Imbalance methods={card.imbalance} />
      </section>
    </div>
  );
}

function Sentences({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className={cardStyles.sentences}>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function dataFacts({ data }: ModelCard): Fact[] {
  const { events, normal, attacks, from, to } = data;
  return [
    {
      name: "Events",
      value: `${formatCount(events)}: ${formatCount(normal)} normal, ${formatCount(attacks)} of attacks`,
    },
    ...(from === null || to === null
      ? []
      : [{ name: "Time", value: `${formatDateTime(Date.parse(from))} to ${formatDateTime(Date.parse(to))}` }]),
  ];
}

function makingFacts(
  { parameters, seconds, peakMemoryMb }: ModelCard,
  digest: string | null,
  bytes: number | null,
): Fact[] {
  return [
    ...parameters.map(({ name, value }) => ({ name: plainName(name), value })),
    { name: "Time taken", value: formatDuration(seconds * 1000) },
    ...(peakMemoryMb === null ? [] : [{ name: "Memory", value: `${formatCount(peakMemoryMb)} MB at most` }]),
    ...(bytes === null ? [] : [{ name: "Size", value: `${formatCount(bytes / 1000)} kB` }]),
    ...(digest === null ? [] : [{ name: "SHA-256", value: <code>{digest}</code> }]),
  ];
}

function Families({ families }: Pick<ModelCard["data"], "families">) {
  if (families.length === 0) return null;
  return (
    <table className={cardStyles.figures}>
      <thead>
        <tr>
          <th scope="col">Attack family</th>
          <th scope="col">In training</th>
          <th scope="col">In the test</th>
        </tr>
      </thead>
      <tbody>
        {families.map(({ name, training, test }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{formatCount(training)}</td>
            <td>{formatCount(test)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Ways to treat few attacks, compared on the same folds. */
function Imbalance({ methods }: { readonly methods: ModelCard["imbalance"] }) {
  if (methods.length === 0) return null;
  return (
    <table className={cardStyles.figures}>
      <caption>Ways to treat few attacks, on the same folds</caption>
      <thead>
        <tr>
          <th scope="col">Way</th>
          <th scope="col">Average precision</th>
          <th scope="col">Found at 1 %</th>
          <th scope="col">Calibration error</th>
        </tr>
      </thead>
      <tbody>
        {methods.map(({ method, averagePrecision, tprAtFpr1, calibrationError }) => (
          <tr key={method}>
            <th scope="row">{plainName(method)}</th>
            <td>{formatFigure(averagePrecision, "plain")}</td>
            <td>{formatFigure(tprAtFpr1, "share")}</td>
            <td>{formatFigure(calibrationError, "share")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
