// Preloaded into every process that the launcher starts. When the launcher is gone (even by SIGKILL), the channel to it
// closes: the process then ends as if asked to, and is ended if it does not.
import { isMainThread } from "node:worker_threads";

const graceMs = 8_000;

if (isMainThread && process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.kill(process.pid, "SIGKILL"), graceMs).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref(); // the channel alone keeps no process alive
}
