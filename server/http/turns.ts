import { AppError } from "./app-error.ts";

interface TurnsOptions {
  /** Works of one name at the same time. */
  readonly atOnce: number;
  /** More than this do not even wait. */
  readonly waiting: number;
  readonly detail: string;
}

/** Lets everybody do something, and nobody so much of it at once that others have to wait. */
export interface Turns {
  /** Runs the work as soon as fewer than the allowed number of the same name run; throws `rate_limited` in a crowd. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
}

interface Line {
  running: number;
  readonly queue: (() => void)[];
}

/** Turns by name, in memory: they guard this process. */
export function createTurns({ atOnce, waiting, detail }: TurnsOptions): Turns {
  const lines = new Map<string, Line>();

  async function enter(name: string): Promise<Line> {
    const line = lines.get(name) ?? { running: 0, queue: [] };
    lines.set(name, line);
    if (line.running < atOnce) line.running += 1;
    else if (line.queue.length < waiting) await new Promise<void>((resolve) => line.queue.push(resolve));
    else throw new AppError("rate_limited", { detail, retryAfterSeconds: 2 });
    return line;
  }

  function leave(name: string, line: Line): void {
    const next = line.queue.shift();
    // The place is handed on, not given up and taken again.
    if (next !== undefined) next();
    else line.running -= 1;
    if (line.running === 0) lines.delete(name);
  }

  return {
    async run(name, work) {
      const line = await enter(name);
      try {
        return await work();
      } finally {
        leave(name, line);
      }
    },
  };
}
