import { type Subscribed, subscribeSchema } from "../../lib/contracts/live.ts";
import { type Room, rooms } from "../../lib/contracts/permissions.ts";
import { principalMay } from "../auth/principal.ts";
import type { Queryable } from "../db/pg.ts";
import type { Connected } from "./connected-sockets.ts";
import type { Publisher } from "./publisher.ts";
import { resume } from "./resume.ts";
import { sendTo } from "./send-to.ts";

function isRoom(name: string): name is Room {
  return Object.hasOwn(rooms, name);
}

/**
 * Lets a browser into rooms that its person may see, and replays what it missed. Replay and join happen in one turn of
 * the event loop, so that nothing is lost or said twice between them. Null for a request that makes no sense.
 */
export async function subscribe(
  { publisher, db }: { readonly publisher: Publisher; readonly db: Queryable },
  connected: Connected,
  request: unknown,
): Promise<Subscribed | null> {
  const parsed = subscribeSchema.safeParse(request);
  if (!parsed.success) return null;
  await publisher.ready;
  if (publisher.epoch === "") throw new Error("The outbox was not read yet.");
  const wanted = [...new Set(parsed.data.rooms)];
  const joined = wanted.filter((name) => isRoom(name) && principalMay(connected.principal, rooms[name]));
  const refused = wanted.filter((name) => !joined.includes(name));
  const { epoch, number } = parsed.data;
  const resumption = await resume({ publisher, db }, { epoch, number }, joined);
  // What is held back goes to those who are in already; from here on nothing awaits.
  publisher.flush();
  if (resumption?.kind === "resumed") for (const message of resumption.messages) sendTo(connected, message);
  for (const room of joined) void connected.socket.join(room);
  const missed = resumption?.kind === "missed" ? resumption.count : null;
  return { epoch: publisher.epoch, number: publisher.number, joined, refused, missed };
}
