import type { Random } from "../../stats/random.ts";

/**
 * Fills `order` with its own places, a random part of them first, and returns how many those are: at least one. Both parts
 * ascend, so that memory is gone through forwards. Every place is as likely to be drawn (Knuth's selection sampling).
 */
export function drawPart(random: Random, share: number, order: Int32Array): number {
  const total = order.length;
  const wanted = share >= 1 ? total : Math.max(1, Math.round(share * total));
  let chosen = 0;
  let left = wanted;
  for (let place = 0; place < total; place += 1) {
    const drawn = wanted === total || random.fraction() * (total - place) < wanted - chosen;
    if (drawn) order[chosen++] = place;
    else order[left++] = place;
  }
  return wanted;
}
