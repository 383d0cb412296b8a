/** The stages from an event's receipt to somebody's eye, in order, and their sum. */
export const latencyStages = ["scored", "committed", "pushed", "painted", "total"] as const;
export type LatencyStage = (typeof latencyStages)[number];
