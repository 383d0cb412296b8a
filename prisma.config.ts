import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// The Prisma CLI would download a native engine. The stand-in runs the WebAssembly build of the same engine, so that
// migrations work offline and on every platform alike.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("prisma/schema-engine.mjs", import.meta.url));

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Commands that touch a database are given its address by scripts/; `prisma generate` needs none.
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://set-DATABASE_URL@127.0.0.1:1/none" },
});
