import { expect, test } from "vitest";
import { keyScopes, roles } from "../../lib/contracts/permissions.ts";
import { heldBack } from "./held-back.ts";

test("what a key gives follows what its maker is now; sending stays, so that no source goes silent", () => {
  const of = (maker: Parameters<typeof heldBack>[0]["maker"]) => heldBack({ scopes: [...keyScopes], maker });
  expect([null, ...roles, "disabled" as const].map((maker) => [maker, of(maker)])).toEqual([
    [null, []],
    ["viewer", ["respond"]],
    ["analyst", []],
    ["responder", []],
    ["admin", []],
    ["disabled", ["read", "respond"]],
  ]);
});
