/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native modules and packages that open files next to themselves are loaded by Node, not bundled.
  serverExternalPackages: ["@prisma/client", "@prisma/adapter-pg", "pg", "pino", "graphile-worker", "prom-client"],
  // Seconds that the browser keeps a fetched page. The pages are empty frames that read their data themselves, so an old
  // one shows nothing old, and changing between them asks for nothing.
  experimental: {
    staleTimes: { dynamic: 300, static: 300 },
    // Their index files re-export everything; a page gets what it names.
    optimizePackageImports: ["@mantine/core", "@mantine/hooks"],
  },
  // A browser reads schemas and never describes one: what does that stays on the server, 6 kB of every page.
  turbopack: {
    rules: {
      "*.js": {
        condition: { all: ["browser", { path: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ }] },
        loaders: ["./tools/without-json-schema.mjs"],
      },
    },
  },
  // Types are checked by `npm run check`, once, for the whole project and not for the pages alone.
  // Next rewrites the file that it is given here, so it gets one of its own.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
};

export default config;
