import { unknownAddress } from "../address-plan.ts";
import type { Foothold } from "../containment.ts";
import type { Scene } from "../traffic-types.ts";

/** One step of an attack, by the terms of ATT&CK. */
export interface Step<Cast> {
  readonly id: string;
  /** ATT&CK technique, such as `T1110.001`. */
  readonly technique: string;
  /** ATT&CK tactic, such as `credential-access`. */
  readonly tactic: string;
  /** What the attacker goes through here: without one of these the step, and what would follow, does not happen. */
  footholds(cast: Cast): readonly Foothold[];
  /** Writes what products would write. Returns how long the attacker is busy with it, ms. */
  emits(scene: Scene, cast: Cast): number;
  /** Pause before the next step, ms. */
  readonly dwellMs: number;
  /** Share of the pause by which it varies up and down, 0-1. */
  readonly jitter: number;
  /** True where a record of the step alone is what ordinary work writes too: no model can be asked to know it. */
  readonly ordinary?: boolean;
}

export type StepDescription = Omit<Step<never>, "emits" | "footholds">;

/** A story that has chosen who does what to whom. */
export interface Campaign {
  /** Plays the step with this index; returns how long it takes, ms. */
  play(index: number, scene: Scene): number;
  /** What the step with this index goes through. */
  footholds(index: number): readonly Foothold[];
}

export interface Story {
  readonly name: string;
  readonly steps: readonly StepDescription[];
  /** Chooses the actors from the scene's own random numbers. */
  begin(scene: Scene): Campaign;
}

export function defineStory<Cast>(story: {
  readonly name: string;
  readonly steps: readonly Step<Cast>[];
  cast(scene: Scene): Cast;
}): Story {
  return {
    name: story.name,
    steps: story.steps,
    begin(scene) {
      const cast = story.cast(scene);
      return {
        play(index, at) {
          const step = story.steps[index];
          if (step === undefined) throw new RangeError(`${story.name} has no step ${index}`);
          return step.emits(at, cast);
        },
        footholds: (index) => story.steps[index]?.footholds(cast) ?? [],
      };
    },
  };
}

/** An outside address that the organisation has had nothing to do with. */
export function strangerAddress({ organisation, random }: Scene): string {
  const known = new Set([...organisation.visitors, ...organisation.services.flatMap((service) => service.addresses)]);
  return unknownAddress(random, known);
}
