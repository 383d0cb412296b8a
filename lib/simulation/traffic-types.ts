import type { Random } from "../stats/random.ts";
import type { Identifiers } from "./identifiers.ts";
import type { Organisation } from "./organisation-types.ts";

/** How a record is written: as the product that it imitates writes it. */
export const nativeFormats = [
  "zeek.conn",
  "zeek.dns",
  "zeek.http",
  "zeek.ssl",
  "windows",
  "sshd",
  "mail",
  "cloudtrail",
  "apache",
  "suricata",
] as const;
export type NativeFormat = (typeof nativeFormats)[number];

/** Formats that are lines of text; all others are one JSON object a line. */
export const textFormats: ReadonlySet<NativeFormat> = new Set(["sshd", "apache"]);

/** What is known about a record because we made it. It stands beside the record and is never sent with it. */
export interface GroundTruth {
  /** The run of a story, such as `ssh-guessing-1`; null for ordinary life. */
  readonly campaign: string | null;
  /** The step of that story. */
  readonly step: string | null;
}

export interface NativeRecord {
  readonly format: NativeFormat;
  /** One record without line end. */
  readonly record: string;
  /** ms since 1970 UTC, the time that the record itself states. */
  readonly time: number;
  readonly truth: GroundTruth;
}

/** Writes the record once its turn has come: ids are counted in time order, as a real product counts them. */
export type Render = (time: number, identifiers: Identifiers) => string;

/** What an activity or a step of a story may use while it happens. */
export interface Scene {
  /** When it starts, ms since 1970 UTC. */
  readonly time: number;
  readonly random: Random;
  readonly organisation: Organisation;
  /** Ids that several records of this occurrence share; those that are counted are taken when a record is written. */
  readonly identifiers: Identifiers;
  /** Schedules a record `delayMs` after the start. */
  emit(delayMs: number, format: NativeFormat, render: Render): void;
}

/** How much of its full rate an activity has at a moment of the (virtual) week: 0-1. */
export type Shape = (time: number) => number;

/** One entity doing one thing again and again: an inhomogeneous Poisson process. */
export interface Arrival {
  /** Unique within a generator: it names the random source. */
  readonly name: string;
  /** Times an hour where the shape is 1, before the entity's own factor. */
  readonly perHour: number;
  readonly shape: Shape;
  /** Records one occurrence makes on average; used to hit the wanted rate. */
  readonly recordsEach: number;
  happen(scene: Scene): void;
}

/** Something that people or machines of the organisation do. */
export type Activity = (organisation: Organisation) => readonly Arrival[];
