import type { Socket } from "socket.io";
import type { UserPrincipal } from "../auth/principal.ts";

/** One browser tab. */
export interface Connected {
  readonly socket: Socket;
  readonly principal: UserPrincipal;
  /** Messages sent since the connection last took everything off our hands. */
  unsent: number;
}

/** The sockets of this process, by id. */
export type ConnectedSockets = Map<string, Connected>;
