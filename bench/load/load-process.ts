import { createLoadCounter } from "./count-load.ts";
import { type LoadAnswer, loadCommandSchema } from "./load-contract.ts";
import { prepareBodies } from "./prepare-bodies.ts";
import { runClients } from "./run-clients.ts";

/** The process of a load: takes commands from its parent, and ends with it. */
const counter = createLoadCounter();
const tell = (answer: LoadAnswer) => process.send?.(answer);

let isStopped = false;
let finished: Promise<void> = Promise.resolve();

process.on("disconnect", () => process.exit(0));
process.on("message", (message) => {
  const command = loadCommandSchema.parse(message);
  switch (command.do) {
    case "start": {
      const startTime = Date.now();
      const supply = prepareBodies(command.options, startTime * 1_000);
      tell({ is: "ready", meanBytes: supply.meanBytes, shares: supply.shares });
      counter.take();
      const name = `load-${process.pid}-${startTime}`;
      finished = runClients({ settings: command.options, supply, counter, name, isStopped: () => isStopped });
      return;
    }
    case "mark":
      tell({ is: "counts", counts: counter.take() });
      return;
    case "stop":
      isStopped = true;
      void finished.then(() => {
        tell({ is: "counts", counts: counter.take() });
        process.disconnect?.();
      });
      return;
  }
});
