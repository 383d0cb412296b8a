import { socketEvents } from "../../lib/contracts/live.ts";
import type { Connected } from "./connected-sockets.ts";
import type { OutboxMessage } from "./outbox-message.ts";

/** Messages that may pile up before a connection counts as too slow. */
const mostUnsent = 200;

/**
 * Sends one message. A browser that does not keep up is cut off instead of being sent ever older news from an ever
 * longer queue: it comes back with its cursor and gets the merged rest, or is told what it missed.
 */
export function sendTo(connected: Connected, { number, kind, body }: OutboxMessage): void {
  connected.unsent += 1;
  if (connected.unsent > mostUnsent) connected.socket.conn.close();
  else connected.socket.emit(socketEvents.push, { number, kind, body });
}
