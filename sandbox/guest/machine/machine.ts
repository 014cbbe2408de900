import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { capture, isRunning } from "../../child";
import { Failure } from "../../failure";
import {
  type Definition,
  machinePaths,
  type MachinePaths,
  readDefinition,
  socketsOf,
  writeDefinition,
} from "./definition";
import { type Accelerator, diskId, firmwareVariables, type Hardware, type Network } from "./hardware";
import { History } from "./history";
import { Qmp } from "./qmp";
import { type Seed, writeSeed } from "./seed";
import { type Address, type Ran, runAsRoot } from "./ssh";

export interface NewMachine {
  readonly name: string;
  readonly hardware: Hardware;
  /** A disk image, qcow2, which stays as it is: the machine writes to an overlay. */
  readonly image: string;
  readonly network: Network;
  /** What cloud-init is given, or the file of another machine's seed. */
  readonly seed: Seed | string;
  readonly adminUsername: string;
}

/** A virtual machine in a folder of its own, which holds everything it has. */
export class Machine {
  readonly paths: MachinePaths;
  readonly history: History;

  constructor(folder: string) {
    this.paths = machinePaths(folder);
    this.history = new History(this.paths.history);
  }

  /** Makes the machine and starts it. What was in the folder is gone, with the machine that it was. */
  static async create(folder: string, machine: NewMachine): Promise<Machine> {
    const { name, hardware, network, adminUsername, image, seed } = machine;
    await new Machine(folder).remove();
    // The seed holds the customData, and that may hold secrets.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = new Machine(folder);
    const disk = path.join(folder, "disk.qcow2");
    await overlay(disk, image);
    if (typeof seed === "string") copyFileSync(seed, made.paths.seed);
    else await writeSeed(made.paths.seed, seed);
    const variables = firmwareVariables(hardware.firmware);
    if (variables !== undefined) copyFileSync(variables, made.paths.variables);
    writeDefinition(made.paths, {
      ...{ name, hardware, disk, network, adminUsername },
      accelerator: accelerator(),
      sshPort: await freePort(),
      socketFolder: mkdtempSync(path.join(tmpdir(), "azure-kdump-")),
    });
    made.launch();
    return made;
  }

  get definition(): Definition {
    return readDefinition(this.paths);
  }

  get exists(): boolean {
    return existsSync(this.paths.definition);
  }

  get isRunning(): boolean {
    const supervisor = this.supervisor;
    return supervisor !== undefined && isRunning(supervisor);
  }

  address(key: string): Address {
    const { sshPort, adminUsername } = this.definition;
    return { port: sshPort, username: adminUsername, key };
  }

  /** Where the guest's agent is spoken to. */
  get agentSocket(): string {
    return socketsOf(this.definition).agent;
  }

  /** Runs a shell script in the guest, as root. */
  run(script: string, key: string, seconds = 120): Promise<Ran> {
    return runAsRoot(this.address(key), script, seconds);
  }

  /** Asks QEMU something by QMP. */
  async qmp(command: string, options: object = {}): Promise<unknown> {
    const qmp = await Qmp.connect(socketsOf(this.definition).control);
    try {
      return await qmp.execute(command, options);
    } finally {
      qmp.close();
    }
  }

  /**
   * Freezes the disk as it is now and goes on with another on top of it. The frozen one can be the image of any number
   * of other machines, as long as this one's folder is there.
   */
  async snapshot(): Promise<string> {
    const frozen = this.definition.disk;
    const next = path.join(this.paths.folder, "after-snapshot.qcow2");
    await this.qmp("blockdev-snapshot-sync", { device: diskId, "snapshot-file": next, format: "qcow2" });
    writeDefinition(this.paths, { ...this.definition, disk: next });
    return frozen;
  }

  /** Pulls the plug. Done when nothing of the machine runs any more. */
  async stop(): Promise<void> {
    const supervisor = this.supervisor;
    if (supervisor === undefined || !isRunning(supervisor)) return;
    process.kill(supervisor, "SIGTERM");
    const deadline = Date.now() + 10_000;
    while (isRunning(supervisor)) {
      // Its machine goes with it: see `setpriv` there.
      if (Date.now() > deadline) process.kill(supervisor, "SIGKILL");
      await wait(50);
    }
  }

  /** Stops the machine and deletes all it has. */
  async remove(): Promise<void> {
    await this.stop();
    if (this.exists) rmSync(this.definition.socketFolder, { recursive: true, force: true });
    rmSync(this.paths.folder, { recursive: true, force: true });
  }

  private get supervisor(): number | undefined {
    const pid = existsSync(this.paths.pid) ? Number(readFileSync(this.paths.pid, "utf8")) : 0;
    return pid > 0 && isSupervisor(pid, this.paths.folder) ? pid : undefined;
  }

  /** The supervisor is on its own from here on: it outlives this process and its terminal. */
  private launch(): void {
    const errors = openSync(path.join(this.paths.folder, "supervisor.log"), "a");
    const script = path.join(__dirname, "supervisor.js");
    const child = spawn(process.execPath, [script, this.paths.folder], {
      detached: true,
      stdio: ["ignore", "ignore", errors],
    });
    // Not left to the supervisor: who stops the machine at once must find it.
    writeFileSync(this.paths.pid, String(child.pid));
    child.unref();
  }
}

async function overlay(file: string, image: string): Promise<void> {
  const args = ["create", "-q", "-f", "qcow2", "-b", image, "-F", "qcow2", file];
  const { code, stderr } = await capture("qemu-img", args);
  if (code !== 0) throw new Failure(`"qemu-img" could not make a disk on ${image}: ${stderr.trim()}`);
}

/** Emulation, because a /dev/kvm that is there does not always run a guest. `SANDBOX_ACCELERATOR=kvm` asks for it. */
function accelerator(): Accelerator {
  return process.env["SANDBOX_ACCELERATOR"] === "kvm" ? "kvm" : "tcg";
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** A process id is given out again; the folder on its command line is not. */
function isSupervisor(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(folder);
  } catch {
    return false;
  }
}
