import type { Random } from "../stats/random.ts";
import type { GroundTruth, Scene } from "./traffic-types.ts";

/** What the schedules of ordinary life and of attacks use of the generator: its queue of what is to come. */
export interface Stage {
  readonly random: Random;
  at(time: number, happen: (time: number) => void): void;
  sceneAt(time: number, random: Random, truth: GroundTruth): Scene;
}
