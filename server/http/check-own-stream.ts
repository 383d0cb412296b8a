import type { StreamName } from "../../lib/contracts/common.ts";
import type { Principal } from "../auth/principal.ts";
import { AppError } from "./app-error.ts";

/** For what is found by its id alone: a key learns nothing of another stream, not even that it exists. */
export function checkOwnStream(principal: Principal, stream: StreamName): void {
  if (principal.kind === "key" && principal.stream !== stream) throw new AppError("not_found");
}
