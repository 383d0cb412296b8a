import { expect, it } from "vitest";
import { randomChampion } from "../../testing/models/random-champion.ts";
import { ServedChampion } from "../detectors/served-champion.ts";
import { countKnownAttacks, findKnownAttacks, type KnownAttacks, playKnownAttacks } from "./known-attacks.ts";

function play(): KnownAttacks {
  const steps = playKnownAttacks();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
const attacks = play();

it("finds fewer known attacks at a higher threshold, all of them at the lowest, none at infinity", () => {
  const of = countKnownAttacks(attacks);
  const found = [-20, 3, 6, Number.POSITIVE_INFINITY].map((notify) => findKnownAttacks(attacks, null, notify));
  expect(found[0]).toMatchObject({ ...of, falseAlarmRate: 1 });
  expect(found.at(-1)).toMatchObject({ campaigns: 0, events: 0, falseAlarmRate: 0 });
  const events = found.map((each) => each.events);
  expect(events).toEqual(events.toSorted((a, b) => b - a));
  expect(new Set(events).size).toBe(events.length);
});

it("sees a model made by chance find less than there is found without one, and takes one whose trees are all alike for mute", () => {
  const random = randomChampion({ seed: "known attacks" });
  const byChance = findKnownAttacks(attacks, new ServedChampion(random), 4);
  expect(byChance.isMute).toBe(false);
  expect(byChance.atOnePercent).toBeLessThan(findKnownAttacks(attacks, null, 4).atOnePercent);
  const { ensemble } = random.trees;
  const trees = { ...random.trees, ensemble: { ...ensemble, value: ensemble.value.map(() => 0) } };
  expect(findKnownAttacks(attacks, new ServedChampion({ ...random, trees }), 4).isMute).toBe(true);
});
