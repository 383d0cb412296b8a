import { classUid } from "../../lib/event/classes.ts";
import { firstPolicy, type PolicyBody } from "../../lib/thresholds/policy.ts";

const { version: _version, ...first } = firstPolicy;
const any = { classUids: [], sources: [], group: null };

/** Scopes by group, class and source, so that a back-test has all of them to look up. */
const scoped: PolicyBody = {
  ...first,
  approve: 8,
  auto: 11,
  groups: [{ id: "inner", name: "Inner network", names: ["dc01"], ranges: ["10.0.0.0/16"] }],
  scopes: [
    { id: "inner", name: "Inner network", match: { ...any, group: "inner" }, notify: 5, approve: 7, auto: "inherit" },
    {
      id: "sign-ins",
      name: "Sign-ins",
      match: { ...any, classUids: [classUid.authentication] },
      notify: "inherit",
      approve: "off",
      auto: "off",
    },
    { id: "bench", name: "From bench", match: { ...any, sources: ["bench"] }, notify: 6, approve: 8, auto: 11 },
  ],
};

const estimated = { method: "neymanPearson", alpha: 0.01, delta: 0.05, untilThen: 5 } as const;

/** In the order in which they are published: estimated thresholds that move, then thresholds that people chose. */
export const publishedPolicies: readonly PolicyBody[] = [
  { ...scoped, notify: estimated, scopes: [] },
  { ...scoped, notify: estimated },
  { ...scoped, notify: { method: "fixed", margin: 5.5 } },
];

/** What is previewed: an estimate of its own, which has to be made anew. */
export const previewedPolicy: PolicyBody = { ...scoped, notify: { ...estimated, alpha: 0.005 }, auto: null };
