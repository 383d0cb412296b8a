import { expect, test } from "vitest";
import { invitationAcceptSchema } from "./invitations.ts";
import { apiKeyCreateSchema } from "./keys.ts";
import { profilePatchSchema } from "./session.ts";

// By their numbers: written out they would disguise this file too.
const disguised = [0x202e, 0x2067, 0x200b, 0x200f, 0x2028, 0x0007, 0xfeff, 0x061c].map(
  (code) => `anna ${String.fromCodePoint(code)}nimda`,
);

test("no name that one gives oneself hides or turns what others read beside it", () => {
  for (const name of disguised) {
    expect(profilePatchSchema.safeParse({ name }).success).toBe(false);
    const accepted = invitationAcceptSchema.safeParse({
      token: "x".repeat(43),
      name,
      password: "long enough a password",
    });
    expect(accepted.error?.issues.some(({ path }) => path[0] === "name")).toBe(true);
    const key = apiKeyCreateSchema.safeParse({ name, stream: "main", scopes: ["ingest"] });
    expect(key.error?.issues.some(({ path }) => path[0] === "name")).toBe(true);
  }
});

test("names of all languages and signs that are joined stay allowed", () => {
  for (const name of ["Zoë Łuć", "漢字", `علی${String.fromCodePoint(0x200c)}رضا`, "👩‍🚀", "O'Neill <ops>"]) {
    expect(profilePatchSchema.parse({ name })).toEqual({ name });
  }
});
