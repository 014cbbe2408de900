import { parentPort, workerData } from "node:worker_threads";
import { readUserData } from "./core";

/** Reads what it is given, and says how long it took in milliseconds and what the result was. */
const { customData, cloudInit } = workerData as { readonly customData: string; readonly cloudInit: string };
readUserData("", cloudInit);
const start = performance.now();
const { opaque, dropped, fatal, parts } = readUserData(customData, cloudInit);
const elapsed = performance.now() - start;
parentPort?.postMessage({ elapsed, opaque: opaque.length, dropped: dropped.length, fatal, parts: parts.length });
