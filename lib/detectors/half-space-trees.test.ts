import { expect, it } from "vitest";
import { eventFamilies } from "../event/classes.ts";
import { feature, featureCount } from "../features/feature-table.ts";
import { StateReader } from "../features/state-bytes.ts";
import { createRandom } from "../stats/random.ts";
import { findLeaves, growForests, treeCount } from "./half-space-forest.ts";
import { TreeLearner } from "./half-space-trees.ts";
import { encodeSnapshot, readSnapshot, scoreLeaves } from "./tree-snapshot.ts";

const network = eventFamilies.indexOf("network");
const forest = growForests(1)[network];

function leavesOf(bytesOutLn: number, durationLn: number): Uint8Array {
  const vector = new Float32Array(featureCount).fill(Number.NaN);
  vector[feature.bytesOutLn] = bytesOutLn;
  vector[feature.durationLn] = durationLn;
  const leaves = new Uint8Array(treeCount);
  if (forest !== undefined) findLeaves(forest, vector, 0, leaves);
  return leaves;
}

function learnt(): TreeLearner {
  const learner = new TreeLearner();
  const random = createRandom("trees");
  for (let i = 0; i < 1000; i += 1) learner.learnOne(network, leavesOf(5 + random.fraction(), 4 + random.fraction()));
  return learner;
}

it("scores what lies far from the mass higher, and nothing before its first window", () => {
  const snapshot = learnt().close(null, 1);
  expect(scoreLeaves(null, network, leavesOf(5, 4))).toBeNaN();
  expect(scoreLeaves(snapshot, network + 1, leavesOf(5, 4))).toBeNaN();
  expect(scoreLeaves(snapshot, network, leavesOf(19, 15))).toBeGreaterThan(
    scoreLeaves(snapshot, network, leavesOf(5.5, 4.5)) + 0.5,
  );
});

it("keeps the masses of families that brought too little, and makes no snapshot of nothing", () => {
  const learner = learnt();
  const first = learner.close(null, 1);
  learner.learnOne(network, leavesOf(5, 4));
  expect(learner.close(first, 1)).toBeNull();
  expect(first?.families[network]?.masses[0]).toBe(1000);
});

it("survives being stored", () => {
  const snapshot = learnt().close(null, 1);
  if (snapshot === null) throw new Error("There must be a snapshot.");
  expect(readSnapshot(new StateReader(encodeSnapshot(snapshot)))).toEqual(snapshot);
});
