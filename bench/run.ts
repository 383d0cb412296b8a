import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Benchmark, type BenchmarkContext, MissingData } from "./support/benchmark.ts";
import { describeMachine } from "./support/machine.ts";

/** Every file beside this one is a benchmark of the same name. */
function listNames(): string[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return files.map((file) => file.replace(/\.ts$/, "")).filter((name) => name !== "run");
}

async function load(name: string): Promise<Benchmark> {
  const module: { benchmark: Benchmark } = await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href);
  return module.benchmark;
}

async function printList(): Promise<void> {
  const names = listNames();
  process.stdout.write("npm run bench -- NAME [--json]\n\n");
  if (names.length === 0) process.stdout.write("There are no benchmarks yet.\n");
  for (const name of names) process.stdout.write(`  ${name.padEnd(12)} ${(await load(name)).description}\n`);
}

function createContext(args: readonly string[], quiet: boolean): BenchmarkContext {
  const dataDir = resolve(process.env.TIDELINE_DATA || "../shared/data");
  const to = quiet ? process.stderr : process.stdout;
  return {
    args,
    log: (line) => to.write(`${line}\n`),
    requireData: (path) => {
      const found = join(dataDir, path);
      if (!existsSync(found))
        throw new MissingData(`There is no ${found}: set TIDELINE_DATA to the folder of data sets.`);
      return found;
    },
  };
}

/** Runs one benchmark; the last line is its result. */
async function measure(name: string, args: readonly string[], quiet: boolean): Promise<void> {
  if (!listNames().includes(name))
    throw new Error(`There is no benchmark ${name}. They are: ${listNames().join(", ")}`);
  const benchmark = await load(name);
  const { metrics, config } = await benchmark.run(createContext(args, quiet));
  process.stdout.write(`${JSON.stringify({ name: benchmark.name, metrics, config, machine: describeMachine() })}\n`);
}

/** `npm run bench` lists the benchmarks, `npm run bench -- NAME [--json]` runs one. */
async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  try {
    if (name === undefined) await printList();
    else
      await measure(
        name,
        rest.filter((argument) => argument !== "--json"),
        rest.includes("--json"),
      );
    return 0;
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? (error instanceof MissingData ? error.message : error.stack) : error}\n`,
    );
    return 1;
  }
}

process.exit(await main());
