import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as compute from "@pulumi/azure-native/compute/index.js";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { harden, toCustomData } from "azure-kdump-core";
import { repository, sandboxPaths, startLocalAzure, workspaceOn } from "azure-kdump-sandbox";
import { inTurns, ratioOf } from "./in-turns";

/*
 * What the policy pack costs, against a pack without policies, side by side: its start, and the preview of 100 hardened
 * VMs with the real engine. Run with `npm run bench`. A ratio means something, a time does not.
 */

const rounds = { start: 7, preview: 5 };
const machines = 100;

async function main(): Promise<void> {
  // Below the repository, so that the pack finds the SDK.
  const paths = sandboxPaths(mkdtempSync(path.join(repository, ".sandbox", "bench-")));
  process.env["PULUMI_HOME"] ??= paths.pulumiHome;
  const packs = { ours: path.join(repository, "policies"), empty: emptyPack(paths.folder) };
  const azure = await startLocalAzure({ stateFile: paths.azureState });
  try {
    console.log("                       ours     empty   ratio");
    report(
      "start, s",
      await inTurns(
        rounds.start,
        () => startOf(packs.ours),
        () => startOf(packs.empty),
      ),
    );
    const stack = await stackOf(paths, azure.ports);
    const preview = (pack: string) => async () => {
      await stack.preview({ policyPacks: [pack] });
    };
    report(`preview of ${machines} VMs, s`, await inTurns(rounds.preview, preview(packs.ours), preview(packs.empty)));
  } finally {
    await azure.stop();
    rmSync(paths.folder, { recursive: true, force: true });
  }
}

function report(what: string, times: Awaited<ReturnType<typeof inTurns>>): void {
  const { first, second, ratio } = ratioOf(times);
  console.log(
    `${what.padEnd(22)} ${first.toFixed(2).padStart(5)}     ${second.toFixed(2).padStart(5)}   ${ratio.toFixed(2).padStart(5)}`,
  );
}

function emptyPack(folder: string): string {
  const files = {
    "PulumiPolicy.yaml": "runtime: nodejs\n",
    "package.json": JSON.stringify({ name: "empty", version: "1.0.0", main: "index.js" }),
    "index.js": 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** From the start of a pack's process, as the language host starts it, to the port on which it can be asked. */
function startOf(pack: string): Promise<void> {
  const run = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const child = spawn(process.execPath, [run, "127.0.0.1:1", pack], {
    cwd: pack,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`the pack ${pack} ended with exit code ${String(code)}`)));
    child.stdout.once("data", () => {
      child.removeAllListeners("close").on("close", () => resolve());
      child.kill();
    });
  });
}

async function stackOf(
  paths: ReturnType<typeof sandboxPaths>,
  ports: Readonly<Record<string, number>>,
): Promise<Stack> {
  const customData = toCustomData(harden({ release: "debian-12", architecture: "x64", generation: 2 }));
  return LocalWorkspace.createOrSelectStack(
    { stackName: "bench", projectName: "bench", program: declare(customData) },
    await workspaceOn(paths, ports),
  );
}

/** A program of hardened VMs. */
function declare(customData: string): () => Promise<void> {
  return () => {
    for (let index = 0; index < machines; index++) {
      new compute.VirtualMachine(`vm${index}`, {
        resourceGroupName: "bench",
        location: "westeurope",
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        networkProfile: { networkInterfaces: [{ id: `/subscriptions/0/resourceGroups/bench/nics/${index}` }] },
        storageProfile: {
          imageReference: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" },
          osDisk: { createOption: "FromImage" },
        },
        osProfile: {
          computerName: `vm${index}`,
          adminUsername: "azureuser",
          customData,
          linuxConfiguration: { disablePasswordAuthentication: true },
        },
        diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      });
    }
    return Promise.resolve();
  };
}

void main();
