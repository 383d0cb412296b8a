import { parseArgs } from "node:util";
import { launch } from "./launcher/launch.ts";

/** `npm start [-- --no-demo]`: the whole of Tideline on this machine. */
const { values } = parseArgs({ options: { "no-demo": { type: "boolean", default: false } } });

process.exit(await launch({ mode: "production", demo: !values["no-demo"] }));
