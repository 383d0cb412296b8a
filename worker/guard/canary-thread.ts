import { parentPort } from "node:worker_threads";
import { canaryFamilies } from "../../lib/training/canary-families.ts";
import { giveWay } from "../training/give-way.ts";

/** Plays known attacks beside the thread that scores, tells them, and ends. */
giveWay();
parentPort?.postMessage(canaryFamilies());
