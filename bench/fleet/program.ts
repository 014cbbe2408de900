import { writeFileSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import * as pulumi from "@pulumi/pulumi";
import { byHand } from "./by-hand";
import { hardened } from "./hardened";
import type { Cost, Fleet } from "./preview";

/* A Pulumi program that declares the fleet of its configuration, and writes down what that has cost its process. */

const config = new pulumi.Config();
const { way, machines, isPublic } = config.requireObject<Fleet>("fleet");
const report = config.require("report");
const declare = { hardened, byHand }[way];

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost: Cost = {
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    MiB: maxRSS / 1024,
    heapLimitMiB: getHeapStatistics().heap_size_limit / 2 ** 20,
  };
  writeFileSync(report, JSON.stringify(cost));
});

for (let index = 0; index < machines; index++) declare(`vm${index}`, isPublic);
