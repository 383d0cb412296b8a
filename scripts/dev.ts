import { parseArgs } from "node:util";
import { launch } from "./launcher/launch.ts";

/** `npm run dev [-- --no-demo]`: as `npm start`, with reload. */
const { values } = parseArgs({ options: { "no-demo": { type: "boolean", default: false } } });

process.exit(await launch({ mode: "development", demo: !values["no-demo"] }));
