import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type AdviceWish, policyAdviceSchema } from "../../lib/contracts/policy-advice.ts";
import { policyKeys } from "../data/keys.ts";
import { queryString, request } from "../data/request.ts";
import type { AdviceNumber } from "./advice-view.ts";

const share = (percent: number) => Number((percent / 100).toPrecision(6));

/** The numbers that the wish needs, as the API takes them. */
function askedOf(wish: AdviceWish, numberOf: (name: AdviceNumber) => number, alertsPerDay: number) {
  const falseAlarms = share(numberOf("falseAlarms"));
  const recall = share(numberOf("recall"));
  switch (wish) {
    case "falseAlarms":
      return { wish, falseAlarms };
    case "recall":
      return { wish, recall };
    case "both":
      return { wish, falseAlarms, recall };
    case "cost":
      return { wish, falseAlarmCost: numberOf("falseAlarmCost"), missCost: numberOf("missCost") };
    case "capacity":
      return { wish, alertsPerDay };
    case "misses":
      return { wish, misses: share(numberOf("misses")) };
  }
}

interface Asked {
  readonly stream: StreamName;
  readonly wish: AdviceWish;
  readonly numberOf: (name: AdviceNumber) => number;
  /** What people can handle, whatever it was said in. */
  readonly alertsPerDay: number;
}

/** Where notify would have to stand for what is wished of it. While another number is asked, the answer before stays. */
export function usePolicyAdvice({ stream, wish, numberOf, alertsPerDay }: Asked) {
  const asked = askedOf(wish, numberOf, alertsPerDay);
  return useQuery({
    queryKey: policyKeys.advice(stream, asked),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request(policyAdviceSchema, `/api/v1/policies/advice${queryString({ stream, ...asked })}`, { signal }),
  });
}
