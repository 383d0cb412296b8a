import type { Random } from "../stats/random.ts";
import type { Foothold } from "./containment.ts";
import type { GroundTruth, Scene } from "./traffic-types.ts";

/** What the schedules of ordinary life and of attacks use of the generator: its queue of what is to come. */
export interface Stage {
  readonly random: Random;
  at(time: number, happen: (time: number) => void): void;
  /** What is emitted in the scene does not happen once a foothold that it goes through is contained. */
  sceneAt(time: number, random: Random, truth: GroundTruth, footholds?: readonly Foothold[]): Scene;
  /** Whether one of the footholds is contained now. */
  isStopped(footholds: readonly Foothold[]): boolean;
}
