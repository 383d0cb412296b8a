"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type Explanation, explanationSchema } from "../../lib/contracts/explanations.ts";
import { eventKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import { formatScore, formatShare } from "../display/format.ts";
import { QueryView } from "../display/query-view.tsx";
import { DetailSection } from "./detail-section.tsx";
import styles from "./explain.module.css";
import { PartBars } from "./part-bars.tsx";
import { featureRows, sumRows } from "./part-rows.ts";
import { whyText } from "./why-text.ts";

type Against = "paths" | "background";

interface ScoreWhyProps {
  readonly stream: StreamName;
  readonly eventId: number;
}

/** Why an event scored as it did and what would have kept it under the threshold, computed again when it is opened. */
export function ScoreWhy({ stream, eventId }: ScoreWhyProps) {
  const [against, setAgainst] = useState<Against>("paths");
  const [surrogate, setSurrogate] = useState(false);
  const query = useQuery({
    queryKey: eventKeys.explanation(stream, eventId, { against, surrogate }),
    queryFn: ({ signal }) =>
      request(
        explanationSchema,
        `/api/v1/events/${eventId}/explanation${queryString({ stream, against, surrogate: surrogate ? "1" : "0" })}`,
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  return (
    <DetailSection title={whyText.title}>
      <QueryView query={query} loading={whyText.loading} rows={4}>
        {(explanation) => (
          <>
            <Sentences explanation={explanation} />
            <Trained explanation={explanation} against={against} onAgainst={setAgainst} />
            <Surrogate explanation={explanation} busy={query.isFetching} onAsk={() => setSurrogate(true)} />
          </>
        )}
      </QueryView>
    </DetailSection>
  );
}

function Sentences({ explanation: { sentences, counterfactual, probability, probabilityNote, kinds } }: Shown) {
  const likely = kinds.filter(({ share }) => share >= 0.05).slice(0, 3);
  return (
    <>
      <p>{sentences.why.join(" ")}</p>
      {counterfactual !== null && (
        <>
          <h3 className={styles.partTitle}>{whyText.whatIf}</h3>
          <p>
            {sentences.whatIf[0]}
            {counterfactual.scoreAfter !== null && ` Its score would be ${formatScore(counterfactual.scoreAfter)}.`}
          </p>
        </>
      )}
      <p className={styles.note}>
        {probability !== null && `Probability of an attack ${formatShare(probability)}. `}
        {probabilityNote}
      </p>
      {likely.length > 0 && (
        <p className={styles.note}>
          {whyText.kinds} {likely.map(({ name, share }) => `${name} (${formatShare(share)})`).join(", ")}.
        </p>
      )}
    </>
  );
}

interface Shown {
  readonly explanation: Explanation;
}

interface TrainedProps extends Shown {
  readonly against: Against;
  readonly onAgainst: (against: Against) => void;
}

function Trained({ explanation: { logOdds, trees, model }, against, onAgainst }: TrainedProps) {
  if (logOdds === null || trees === null) return <p className={styles.silent}>{whyText.untrained}</p>;
  const detectors = logOdds.parts.map(({ words, contribution }) => ({
    label: words,
    value: contribution,
    kind: "part" as const,
  }));
  return (
    <>
      <h3 className={styles.partTitle}>{whyText.logOdds}</h3>
      {model !== null && <p className={styles.silent}>{`Model ${model.number}, ${model.name}.`}</p>}
      <PartBars caption={whyText.logOdds} rows={sumRows(logOdds.base, detectors, logOdds.total)} />
      <h3 className={styles.partTitle}>{whyText.trees}</h3>
      <SegmentedControl
        size="xs"
        aria-label={whyText.against}
        value={against}
        onChange={(value) => onAgainst(value === "background" ? "background" : "paths")}
        data={[
          { value: "paths", label: whyText.paths },
          { value: "background", label: whyText.background },
        ]}
      />
      <PartBars caption={whyText.trees} rows={sumRows(trees.base, featureRows(trees.parts), trees.total)} />
    </>
  );
}

interface SurrogateProps extends Shown {
  readonly busy: boolean;
  readonly onAsk: () => void;
}

function Surrogate({ explanation: { surrogate }, busy, onAsk }: SurrogateProps) {
  if (surrogate === null) {
    return (
      <Button variant="default" size="xs" mt="sm" loading={busy} onClick={onAsk}>
        {whyText.computeSurrogate}
      </Button>
    );
  }
  if (surrogate.parts.length === 0) return <p className={styles.silent}>{whyText.noSurrogate}</p>;
  return (
    <>
      <h3 className={styles.partTitle}>{whyText.surrogate}</h3>
      <PartBars caption={whyText.surrogate} rows={featureRows(surrogate.parts)} />
      <p className={styles.silent}>
        Ten fits agree on {formatShare(surrogate.stability)} of their five largest parts: the less, the less it says.
      </p>
    </>
  );
}
