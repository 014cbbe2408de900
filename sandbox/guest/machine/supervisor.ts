import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, rmSync } from "node:fs";
import { byLine } from "../../lines";
import { machinePaths, readDefinition, socketsOf } from "./definition";
import { qemuArguments } from "./hardware";
import type { MachineEvent } from "./history";
import { Qmp } from "./qmp";
import { type Slot, takeSlot } from "./slots";

/*
 * A process of its own for each machine, so that the machine outlives the `pulumi up` that made it: keeps QEMU running
 * over the guest's resets, and writes down what it says. Ends with the machine, and the machine with it.
 */

const paths = machinePaths(process.argv[2] ?? "");
let qemu: ChildProcess | undefined;
let told = false;

/** After this long a boot no longer keeps other guests waiting: 20 minutes. */
const bootLimit = 20 * 60_000;

process.on("SIGTERM", () => {
  told = true;
  qemu?.kill("SIGKILL");
  if (qemu === undefined) end("off");
});
void supervise();

async function supervise(): Promise<void> {
  const slot = await takeSlot(() => note("queued"));
  const limit = setTimeout(() => slot.release(), bootLimit);
  let launch = await run(slot);
  for (; launch.reset && !told; launch = await run(slot)) note("reset");
  clearTimeout(limit);
  slot.release();
  if (told || launch.died === undefined) end("off");
  else end("died", launch.died);
}

/** One launch of QEMU, which ends at the guest's reset, when the guest is off, or when QEMU fails. */
async function run(slot: Slot): Promise<{ readonly reset: boolean; readonly died?: string }> {
  const definition = readDefinition(paths);
  const { name, disk, sshPort, network, hardware, accelerator } = definition;
  const sockets = socketsOf(definition);
  const attachments = { name, disk, seed: paths.seed, variables: paths.variables, sshPort, network, sockets };
  // setpriv: a supervisor that is killed must not leave its machine behind.
  const args = ["--pdeathsig", "KILL", "qemu-system-x86_64", ...qemuArguments(hardware, attachments, accelerator)];
  const child = spawn("setpriv", args, { cwd: paths.folder, stdio: ["ignore", "pipe", "pipe"] });
  qemu = child;
  note("power-on");
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const lines = byLine((text) => {
    const line = plain(text);
    write({ line });
    // cloud-init's last words of a boot: from here on the machine only idles.
    if (/Cloud-init v\. \S+ finished/.test(line)) slot.release();
  });
  child.stdout.on("data", (bytes: Buffer) => {
    appendFileSync(paths.serialLog, bytes);
    // A console is Latin-1 at worst, and never an error.
    lines(bytes.toString("latin1"));
  });
  const ended = new Promise<undefined>((resolve) => child.on("close", () => resolve(undefined)));
  let reason = "";
  const connected = Qmp.connect(sockets.supervisor, ({ name: event, data }) => {
    if (event === "SHUTDOWN") reason = String(data["reason"]);
  }).catch(() => undefined);
  const qmp = await Promise.race([connected, ended]);
  await ended;
  qmp?.close();
  qemu = undefined;
  // The guest's own, or QMP's system_reset.
  if (reason.endsWith("reset")) return { reset: true };
  if (reason !== "") return { reset: false };
  return {
    reset: false,
    died: complaint.trim() || `qemu-system-x86_64 ended with ${child.signalCode ?? child.exitCode}`,
  };
}

/** Ends in one way only, and leaves nothing of its own. */
function end(event: "off" | "died", detail?: string): void {
  note(event, detail);
  rmSync(paths.pid, { force: true });
  rmSync(readDefinition(paths).socketFolder, { recursive: true, force: true });
  process.exit(0);
}

function note(event: MachineEvent, detail?: string): void {
  write({ event, ...(detail !== undefined && { detail }) });
}

function write(entry: object): void {
  appendFileSync(paths.history, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
}

/** Without what only a terminal understands. */
function plain(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed.
  return line.replace(/\x1b(\[[0-9;?=]*[A-Za-z]|[()][A-Z0-9]|c)|[\r\0]/g, "");
}
