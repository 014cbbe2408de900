import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { repository, sandboxPaths } from "azure-kdump-sandbox";
import { withDeployed } from "azure-kdump-sandbox/bin/guest/drill/deployment";
import { generation1 } from "azure-kdump-sandbox/bin/guest/drill/cases";
import { guestImage } from "azure-kdump-sandbox/bin/guest/image";
import { says } from "azure-kdump-sandbox/bin/guest/machine/history";

const { guests } = sandboxPaths();

describe("the guests of the local Azure", function () {
  this.timeout("10m");
  afterEach(() => deepStrictEqual(running(), [], "a guest is left behind"));

  it("run while their VM is there, and are gone with it", async () => {
    await withDeployed("debian-12", generation1, ({ machine }) => {
      ok(machine.isRunning);
      return until(() => running().length === 1, "no guest runs").then(() => 0);
    });
    deepStrictEqual(readdirSync(guests), []);
  });

  it("are missed by a refresh when they have died, and made again by the next update", async () => {
    await withDeployed("debian-12", generation1, async ({ machine }, stack) => {
      process.kill(Number(readFileSync(machine.paths.pid, "utf8")), "SIGKILL");
      await until(() => running().length === 0, "QEMU outlived its supervisor");
      const refreshed = await stack.query(["refresh", "--yes", "--skip-preview"]);
      match(refreshed.stdout, /VirtualMachine .*deleted/);
      strictEqual((await stack.query(["up", "--yes", "--skip-preview"])).code, 0);
      await until(() => running().length === 1, "no guest was made again");
      return 0;
    });
  });

  it("boot an image of the user's own, of a release that none is built of", async () => {
    const images = mkdtempSync(path.join(tmpdir(), "azure-kdump-images-"));
    // What is in it makes no difference: an Ubuntu's file system is in no archive that there is a way to here.
    symlinkSync((await guestImage("debian-12")).disk, path.join(images, "ubuntu-22.04.qcow2"));
    process.env["SANDBOX_IMAGES"] = images;
    try {
      await withDeployed("ubuntu-22.04", generation1, async ({ machine }) => {
        const { entry } =
          (await machine.history.find(says(/Cloud-init v\. \S+ running/), 0, Date.now() + 240_000)) ?? {};
        ok(entry !== undefined, "it did not get as far as cloud-init");
        return 0;
      });
    } finally {
      delete process.env["SANDBOX_IMAGES"];
      rmSync(images, { recursive: true });
    }
  });

  it("are gone when the drill is interrupted, and the exit code says so", async () => {
    const drill = spawn(process.execPath, [path.join(repository, "sandbox/bin/main.js"), "drill"], { cwd: repository });
    const code = exitCode(drill);
    await printed(drill, /s {2}power on/);
    ok(drill.kill("SIGINT"));
    strictEqual(await code, 130);
  });
});

/** Process ids of the QEMUs that run guests of this clone. */
function running(): readonly number[] {
  return readdirSync("/proc").flatMap((name) => {
    const command = /^\d+$/.test(name) ? commandLine(name) : "";
    return command.startsWith("qemu-system") && command.includes(guests) ? Number(name) : [];
  });
}

function commandLine(pid: string): string {
  const file = `/proc/${pid}/cmdline`;
  try {
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  } catch {
    return ""; // Ended just now.
  }
}

async function until(condition: () => boolean, otherwise: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    ok(Date.now() < deadline, otherwise);
    await wait(50);
  }
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.on("close", resolve);
  });
}

function printed(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      if (pattern.test(text)) resolve();
    });
    child.on("close", () => {
      reject(new Error(`ended without ${String(pattern)}: ${text}`));
    });
  });
}
