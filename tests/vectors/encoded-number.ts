import { z } from "zod";

/** Golden files are JSON, which has no NaN and no infinity: those are written as text. */
export const encodedNumber = z
  .union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])])
  .transform((value) => Number(value));

export const encodedNumbers = z.array(encodedNumber);
