import type { StreamName } from "../../lib/contracts/common.ts";

/** The streams that the first migration adds, by their number in table `stream`. */
export const streamNumbers = { main: 1, demo: 2 } as const satisfies Readonly<Record<StreamName, number>>;

/** The name of a stream, by its number. */
export function streamName(number: number): StreamName {
  switch (number) {
    case streamNumbers.main:
      return "main";
    case streamNumbers.demo:
      return "demo";
    default:
      throw new Error(`There is no stream ${number}.`);
  }
}
