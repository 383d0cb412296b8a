/** What may move a threshold, for people. */
export const causeNames = ["people", "estimate", "verdicts", "request", "rollBack", "byHand"] as const;
export type CauseName = (typeof causeNames)[number];

export const causeWords: Readonly<Record<CauseName, { readonly word: string; readonly about: string }>> = {
  people: { word: "people", about: "A policy was published." },
  estimate: { word: "Neyman-Pearson", about: "Estimated anew from the scores of what is taken as normal." },
  verdicts: { word: "verdicts", about: "The guard followed what people judged to be normal." },
  request: { word: "request", about: "Two people decided to pass a guard." },
  rollBack: { word: "roll back", about: "Somebody took a move back." },
  byHand: { word: "by hand", about: "An admin put notify there, within its rails." },
};

const byStored: Readonly<Record<string, CauseName>> = {
  policy: "people",
  "neyman-pearson": "estimate",
  guarded: "verdicts",
  request: "request",
  rollback: "rollBack",
  person: "byHand",
};

/** The cause as the record names it, in the word that screens use. One of a later version counts as people's. */
export function causeOf(stored: string): CauseName {
  return byStored[stored] ?? "people";
}

/** Whether a person moved it: what Tideline does by itself is recorded under names that no account has. */
export function isPerson(actor: string): boolean {
  return actor !== "system" && actor !== "adaptation";
}
