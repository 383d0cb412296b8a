#!/usr/bin/env node
/**
 * Stand-in for Prisma's native schema engine, which is a download that many networks refuse.
 *
 * The Prisma CLI starts this file as if it were the engine and speaks line-delimited JSON-RPC with it. The work is
 * done by the WebAssembly build of the same engine over @prisma/adapter-pg, so migrations and the
 * `_prisma_migrations` table are the genuine ones.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const require = createRequire(import.meta.url);

/** PostgreSQL's internal type "char", which pg_catalog is full of, and the type it is read as. */
const internalCharOid = 18;
const blankPaddedCharOid = 1042;

const { values: options, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    version: { type: "boolean", short: "V" },
    datamodels: { type: "string", short: "d", multiple: true, default: [] },
    datasource: { type: "string" },
    "extension-types": { type: "string" },
    "enabled-preview-features": { type: "string" },
  },
});

/** The address without Prisma's own parameters, which PostgreSQL would refuse, and the schema one of them names. */
function splitAddress(address) {
  const url = new URL(address);
  const schema = url.searchParams.get("schema") ?? undefined;
  for (const name of ["schema", "connection_limit", "pool_timeout", "pgbouncer"]) url.searchParams.delete(name);
  return { address: url.toString(), database: decodeURIComponent(url.pathname.slice(1)), schema };
}

function datasourceAddress() {
  const datasource = options.datasource ? JSON.parse(String(options.datasource)) : {};
  return splitAddress(datasource.url ?? "postgresql://localhost:1/none");
}

async function withClient(address, use) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** `schema-engine cli COMMAND`: the three database commands that the Prisma CLI calls outside of JSON-RPC. */
async function runDatabaseCommand(command) {
  const { address, database } = datasourceAddress();
  const log = (level, fields) =>
    process.stderr.write(
      `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" })}\n`,
    );
  log("INFO", { message: "Starting schema engine CLI" }); // the Prisma CLI skips the first line
  try {
    if (command === "can-connect-to-database") await withClient(address, () => undefined);
    else if (command === "create-database") await onMaintenanceDatabase(address, "CREATE DATABASE", database);
    else if (command === "drop-database") await onMaintenanceDatabase(address, "DROP DATABASE", database);
    else throw new Error(`unknown command ${command}`);
    return 0;
  } catch (error) {
    log("ERROR", { is_panic: false, ...connectionError(error, address, database) });
    return 1;
  }
}

async function onMaintenanceDatabase(address, statement, database) {
  const url = new URL(address);
  url.pathname = "/postgres";
  await withClient(url.toString(), (client) => client.query(`${statement} ${client.escapeIdentifier(database)}`));
}

function connectionError(error, address, database) {
  const { hostname, port } = new URL(address);
  if (error.code === "3D000") return { error_code: "P1003", message: `Database \`${database}\` does not exist` };
  if (error.code === "28P01") return { error_code: "P1000", message: "Authentication failed against database server" };
  const where = `${hostname}:${port || 5432}`;
  return {
    error_code: "P1001",
    message: `Can't reach database server at \`${where}\` (${error.message || error.code})`,
  };
}

let panicMessage = "";

async function loadEngineClass() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panicMessage = message;
      process.stderr.write(`${message}\n`);
    },
  };
  const path = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import(path);
  const wasm = readFileSync(join(dirname(path), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

/**
 * adapter-pg 7 cannot map the internal "char" type. Read it as a blank-padded character, then report the column as
 * Character, which is what the engine's describer expects.
 */
function readInternalChar(connection) {
  const fieldsOfRows = new WeakMap();
  const performIO = connection.performIO.bind(connection);
  const queryRaw = connection.queryRaw.bind(connection);
  const startTransaction = connection.startTransaction?.bind(connection);
  connection.performIO = async (query) => {
    const result = await performIO(query);
    const types = result.fields.map((field) => field.dataTypeID);
    fieldsOfRows.set(result.rows, types);
    for (const field of result.fields) if (field.dataTypeID === internalCharOid) field.dataTypeID = blankPaddedCharOid;
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const [index, type] of fieldsOfRows.get(result.rows).entries()) {
      if (type === internalCharOid) result.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return result;
  };
  if (startTransaction)
    connection.startTransaction = async (...args) => readInternalChar(await startTransaction(...args));
  return connection;
}

/**
 * adapter-pg 7 cuts a script at every semicolon, also inside comments and function bodies. PostgreSQL takes a whole
 * script in one simple query, which also makes it one transaction, as the native engine does.
 */
function sendScriptWhole(connection) {
  connection.executeScript = async (script) => {
    try {
      await connection.underlyingDriver().query(script);
    } catch (error) {
      connection.onError(error);
    }
  };
  return connection;
}

async function createEngine() {
  const SchemaEngine = await loadEngineClass();
  const { address, schema } = datasourceAddress();
  const connectTo = async (target) => {
    const connection = await new PrismaPg({ connectionString: target, max: 1 }, { schema }).connect();
    return sendScriptWhole(readInternalChar(connection));
  };
  // adapter-pg's own connectToShadowDb() (7.10.0), given a connection string, connects to the live database.
  const connectToShadowDb = async () => {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await withClient(address, (client) => client.query(`CREATE DATABASE "${name}"`));
    const shadowUrl = new URL(address);
    shadowUrl.pathname = `/${name}`;
    const connection = await connectTo(shadowUrl.toString());
    const dispose = connection.dispose.bind(connection);
    connection.dispose = async () => {
      await dispose();
      await withClient(address, (client) => client.query(`DROP DATABASE IF EXISTS "${name}"`));
    };
    return connection;
  };
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connectTo(address),
    connectToShadowDb,
  });
  const datamodels = options.datamodels.map((path) => [path, readFileSync(path, "utf8")]);
  const log = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  return SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, log, factory);
}

const reply = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** The methods whose names differ between the native engine and its WebAssembly build. */
const wasmMethodOf = { getDatabaseVersion: "version" };

async function answer(engine, { id, method, params }) {
  try {
    const name = wasmMethodOf[method] ?? method;
    if (typeof (await engine())[name] !== "function") throw new Error(`method not found: ${method}`);
    let result = await (await engine())[name](params);
    if (method === "diff" && result.stdout != null) {
      // The native engine prints through a request of its own; its id only has to be unused.
      reply({ id: 0x7fffffff, method: "print", params: { content: result.stdout } });
      result = { ...result, stdout: null };
    }
    reply({ id, result: result ?? {} });
  } catch (error) {
    const message = error?.code ? error.message : panicMessage || String(error?.message ?? error);
    const data = { is_panic: false, message, meta: error?.meta ?? {}, error_code: error?.code };
    reply({ id, error: { code: 4466, message: "An error happened. Check the data field for details.", data } });
  }
}

async function serveRequests() {
  let created;
  const engine = () => {
    created ??= createEngine();
    return created;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const message = line.trim() ? JSON.parse(line) : {};
    if (message.method) await answer(engine, message); // a line without one acknowledges our "print"
  }
}

if (options.version) process.stdout.write("schema-engine-cli wasm\n");
else if (positionals[0] === "cli") process.exitCode = await runDatabaseCommand(positionals[1]);
else await serveRequests();
process.exit();
