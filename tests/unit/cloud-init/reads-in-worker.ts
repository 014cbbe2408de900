import { parentPort, workerData } from "node:worker_threads";
import { readUserData } from "./core";

/** Reads what it is given, and says how many milliseconds of processor time it took and what the result was. */
const { customData, cloudInit } = workerData as { readonly customData: string; readonly cloudInit: string };
readUserData("", cloudInit);
// Not the clock's time: that of a busy machine says nothing.
const before = processorTime();
const { opaque, dropped, fatal, parts } = readUserData(customData, cloudInit);
const { user, system } = processorTime(before);
const spent = (user + system) / 1000;
parentPort?.postMessage({ spent, opaque: opaque.length, dropped: dropped.length, fatal, parts: parts.length });

/** Of this thread; Node 22 knows only that of the whole process, whose other threads wait meanwhile. */
function processorTime(since?: NodeJS.CpuUsage): NodeJS.CpuUsage {
  const ofThread = (process as Partial<NodeJS.Process>).threadCpuUsage?.(since);
  return ofThread ?? process.cpuUsage(since);
}
