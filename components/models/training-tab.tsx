import type { ModelDetail, TrainingOptions } from "../../lib/contracts/models.ts";
import { formatClock } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { type Fact, FactList } from "../explain/fact-list.tsx";
import cardStyles from "./card.module.css";
import styles from "./models.module.css";
import { imbalanceWords, optionWords, originWords } from "./models-text.ts";
import { TrialView } from "./trial-view.tsx";

/** Who had it trained, why and how; what the trainer said; when it scored. */
export function TrainingTab({ detail }: { readonly detail: ModelDetail }) {
  return (
    <div className={cardStyles.columns}>
      <section className={cardStyles.part} aria-label="Training">
        <h3>Training</h3>
        <FactList facts={trainingFacts(detail)} />
        <h3>When it scored</h3>
        <Activations activations={detail.activations} />
      </section>
      <section className={cardStyles.part} aria-label="Training log">
        <h3>Log</h3>
        <Log log={detail.log} />
      </section>
    </div>
  );
}

function trainingFacts({ author, reason, origin, createdAt, finishedAt, options }: ModelDetail): Fact[] {
  return [
    { name: "Learnt from", value: originWords[origin] },
    { name: "Asked for by", value: author },
    { name: "Why", value: reason },
    { name: "Asked", value: <RelativeTime at={createdAt} /> },
    ...(finishedAt === null ? [] : [{ name: "Ended", value: <RelativeTime at={finishedAt} /> }]),
    ...(options === null ? [] : optionFacts(options)),
  ];
}

function optionFacts({ rounds, mostDepth, learningRate, historyShare, imbalance, seed }: TrainingOptions): Fact[] {
  return [
    { name: optionWords.rounds.label, value: rounds },
    { name: optionWords.mostDepth.label, value: mostDepth },
    { name: optionWords.learningRate.label, value: learningRate },
    ...(historyShare === 1 ? [] : [{ name: optionWords.historyShare.label, value: `${historyShare * 100} %` }]),
    { name: optionWords.imbalance.label, value: imbalanceWords[imbalance] },
    { name: optionWords.seed.label, value: seed },
  ];
}

function Activations({ activations }: Pick<ModelDetail, "activations">) {
  if (activations.length === 0) return <p className={styles.hint}>It has never scored.</p>;
  return (
    <ul className={cardStyles.activations}>
      {activations.map(({ version, activeFrom, until, refusal, author, reason, createdAt, trial }) => (
        <li key={version}>
          <b>
            {refusal !== null && `Refused: ${refusal}`}
            {refusal === null && activeFrom === null && "Waits for scoring"}
            {refusal === null &&
              activeFrom !== null &&
              `From event ${activeFrom}${until === null ? " on" : ` to ${until - 1}`}`}
          </b>
          <span>{reason}</span>
          <span className={styles.quietText}>
            {author}, <RelativeTime at={createdAt} />, activation {version}
          </span>
          {trial !== null && (
            <details>
              <summary>What was known of it then</summary>
              <TrialView trial={trial} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Log({ log }: Pick<ModelDetail, "log">) {
  if (log.length === 0) return <p className={styles.hint}>Nothing was said yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={cardStyles.log} tabIndex={0} aria-label="Lines of the training log">
      <ol>
        {log.map(({ at, line }, i) => (
          <li key={`${at} ${String(i)}`}>
            <time dateTime={at}>{formatClock(Date.parse(at))}</time> {line}
          </li>
        ))}
      </ol>
    </section>
  );
}
