import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import { randomChampion } from "./random-champion.ts";

/** A sound file of a model that says the same of every event. */
export function muteChampion(): Uint8Array {
  const random = randomChampion({ seed: "mute" });
  const { ensemble } = random.trees;
  const silent = { ...ensemble, value: ensemble.value.map(() => 0) };
  return writeChampion({ ...random, trees: { ...random.trees, ensemble: silent } });
}

/** One that takes ordinary events for far out, as its own normal events were all much lower: it misses nothing. */
export function loudChampion(): Uint8Array {
  const random = randomChampion({ seed: "chance", trees: 12 });
  const { logOdds, weights } = random.normal;
  return writeChampion({ ...random, normal: { logOdds: logOdds.map((x) => x - 4), weights } });
}
