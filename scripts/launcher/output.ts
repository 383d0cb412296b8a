import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Names are padded to this width so that the lines of all processes align. */
const nameWidth = 8;

/** One line of the launcher itself. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line of the launcher about something that went wrong. */
export function warn(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Passes each line of a child on, marked with the child's name. */
export function forwardLines(name: string, from: Readable, to: NodeJS.WriteStream): void {
  createInterface({ input: from, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
    to.write(`${name.padEnd(nameWidth)}| ${line}\n`);
  });
}

/** A terminal that is gone must not end the launcher before it has ended its children. */
export function surviveClosedTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
}
