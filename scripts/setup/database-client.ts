import { runPrisma } from "../postgres/migrate.ts";
import { runStep } from "./step.ts";

/** Generates the Prisma client into server/db/generated when the schema has changed. */
export async function ensureDatabaseClient(): Promise<void> {
  await runStep({
    label: "Generating the database client",
    inputs: ["package-lock.json", "prisma/schema.prisma", "prisma.config.ts"],
    stamp: "server/db/generated/.stamp",
    make: () => runPrisma(["generate"]),
  });
}
