import { withConnection } from "./roles.ts";

/** Refuses a server that acknowledges what a power cut can take back. */
export async function assertDurable(databaseUrl: string): Promise<void> {
  const fsync = await withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ fsync: string }>("SHOW fsync");
    return rows[0]?.fsync;
  });
  if (fsync !== "on") throw new Error("The database runs with fsync off: a power cut would lose accepted events.");
}
