import type { EntityKind } from "./types.ts";

/** What the API calls the stored kinds of entities. */
export const entityKindNames = { 1: "user", 2: "host", 3: "address" } as const satisfies Record<EntityKind, string>;
