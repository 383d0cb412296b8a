import type { TestApi, TestPerson } from "./api.ts";

/** A call of a route that changes something, and that succeeds. */
export interface ChangingCall {
  readonly path: string;
  readonly cookie?: string;
  readonly body?: unknown;
  /** How the same route is called so that it refuses; null where it cannot be called wrongly. */
  readonly refused: { readonly path?: string; readonly body?: unknown } | null;
}

export interface World {
  readonly api: TestApi;
  readonly admin: TestPerson;
}

export type PrepareCall = (world: World) => Promise<ChangingCall>;
