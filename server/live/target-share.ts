import type { NotifyRule } from "../../lib/thresholds/policy.ts";

/**
 * What share of events a rule means to put over notify: the one that it states, or, where people chose a score, the one
 * that the score stands for (50 is one normal event in a hundred).
 */
export function targetShare(notify: NotifyRule): { readonly share: number; readonly stated: boolean } {
  switch (notify.method) {
    case "fixed":
      return { share: 1 / (1 + Math.exp(notify.margin)), stated: false };
    case "neymanPearson":
      return { share: notify.alpha, stated: true };
    case "guarded":
      return { share: notify.target, stated: true };
  }
}
