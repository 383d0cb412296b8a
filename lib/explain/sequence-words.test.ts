import { describe, expect, it } from "vitest";
import { createSequenceMemory } from "../models/sequence/sequence-memory.ts";
import { sayTransition } from "./sequence-words.ts";

const [signIn, list, remove] = [1, 2, 3];
const names = (action: string, before: readonly string[]) => ({ who: "User anna", action, before });

describe("sequence words", () => {
  it("say how often the entity did it, after what, and what was not known", () => {
    const memory = createSequenceMemory();
    for (let i = 0; i < 30; i += 1) {
      memory.learnOne(1, signIn);
      memory.learnOne(1, i % 10 === 9 ? remove : list);
    }
    memory.passOne(1, signIn);
    const rare = sayTransition(memory.scoreOne(1, remove), names("a removal", ["a removal", "a sign-in"]));
    expect(rare).toBe(
      "User anna: a removal after a sign-in, in 3 of 30 known cases; never known after a removal, then a sign-in",
    );
    memory.passOne(1, signIn);
    const back = sayTransition(memory.scoreOne(1, signIn), names("a sign-in", ["a sign-in", "a sign-in"]));
    expect(back).toBe("User anna: a sign-in, in 30 of 60 known cases; never known after a sign-in");
  });

  it("say what others do where the entity does not, and what nobody does", () => {
    const memory = createSequenceMemory();
    expect(sayTransition(memory.scoreOne(1, list), names("a listing", []))).toContain("nothing is known yet");
    for (let i = 0; i < 9; i += 1) memory.learnOne(2, list);
    memory.learnOne(1, signIn);
    expect(sayTransition(memory.scoreOne(3, list), names("a listing", []))).toContain("too new to know");
    expect(sayTransition(memory.scoreOne(1, list), names("a listing", ["a sign-in"]))).toBe(
      "User anna: a listing, not known of it so far; of all that is known here, one in 1.1 is that",
    );
    expect(sayTransition(memory.scoreOne(1, remove), names("a removal", ["a sign-in"]))).toBe(
      "User anna: a removal, which nobody is known to have done among 10 events",
    );
  });
});
