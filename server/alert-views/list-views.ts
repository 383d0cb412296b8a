import type { AlertView } from "../../lib/contracts/alert-views.ts";
import type { Database } from "../db/prisma.ts";
import { viewRow } from "./view-row.ts";

/** As many as one person, or all together, may keep. */
export const mostViews = 100;

/** The shared views, then a person's own, by name. */
export async function listViews(db: Database, owner: string): Promise<AlertView[]> {
  const read = (of: string | null) =>
    db.alertView.findMany({ where: { owner: of }, orderBy: { name: "asc" }, take: mostViews });
  const [shared, own] = await Promise.all([read(null), read(owner)]);
  return [...shared, ...own].map(viewRow);
}
