import type { ModelPage } from "../../lib/contracts/models.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { modelsText } from "./models-text.ts";

/** What scores the stream at this moment, in the head of the page. */
export function ChampionLine({ page }: { readonly page: ModelPage }) {
  const champion = page.items.find(({ id }) => id === page.standing.champion);
  if (champion === undefined) return <span>{modelsText.withoutModel}</span>;
  return (
    <span>
      Champion: {champion.number} · {champion.name},{" "}
      {champion.activeSince === null ? (
        champion.refusal === null ? (
          modelsText.waitsForScoring
        ) : (
          modelsText.refused
        )
      ) : (
        <>
          in force since event {champion.activeFrom}, <RelativeTime at={champion.activeSince} />
        </>
      )}
    </span>
  );
}
