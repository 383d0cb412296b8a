import { z } from "zod";

/** What lets more through, as it stands with a request. */
export const looseningsSchema = z.array(
  z.object({
    kind: z.enum(["notify", "approve", "auto", "severity", "exception"]),
    where: z.string(),
    before: z.string(),
    after: z.string(),
  }),
);
