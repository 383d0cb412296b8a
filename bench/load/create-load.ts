import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  type LoadAnswer,
  type LoadCounts,
  type LoadOptions,
  loadAnswerSchema,
  loadOptionsSchema,
} from "./load-contract.ts";

/** A load that runs in its own process, so that it takes no time from what is measured. */
export interface Load {
  /** Mean bytes a record of the mix, and the share of each format. */
  readonly mix: { readonly meanBytes: number; readonly shares: Readonly<Record<string, number>> };
  /** The counts since the start or the last mark; counting begins anew. */
  mark(): Promise<LoadCounts>;
  /** Lets every client finish its batch, and returns the counts since the last mark. */
  stop(): Promise<LoadCounts>;
}

/** Starts a load; resolves when its bodies are made and the clients begin to send. */
export async function createLoad(options: LoadOptions): Promise<Load> {
  const child = fork(fileURLToPath(new URL("./load-process.ts", import.meta.url)), [], {
    execArgv: ["--import", "tsx"],
    stdio: "inherit",
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The load ended by itself (exit code ${code})`);
  });
  // It ends after `stop`, too, when nobody waits any more.
  ended.catch(() => undefined);
  const nextAnswer = async (): Promise<LoadAnswer> => {
    const [message] = await Promise.race([once(child, "message"), ended]);
    return loadAnswerSchema.parse(message);
  };
  const counts = async (command: "mark" | "stop"): Promise<LoadCounts> => {
    const answer = nextAnswer();
    child.send({ do: command });
    const received = await answer;
    if (received.is !== "counts") throw new Error(`The load answered ${received.is} to ${command}`);
    return received.counts;
  };
  const ready = nextAnswer();
  child.send({ do: "start", options: loadOptionsSchema.parse(options) });
  const first = await ready;
  if (first.is !== "ready") throw new Error("The load did not start");
  return {
    mix: { meanBytes: first.meanBytes, shares: first.shares },
    mark: () => counts("mark"),
    stop: () => counts("stop"),
  };
}
