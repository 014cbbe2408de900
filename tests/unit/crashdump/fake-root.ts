import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureDebianPackages } from "azure-kdump-sandbox";

/** The shells that a guest's sh may be, as command lines. */
export const shells = ["sh", "dash", "bash", "busybox sh"] as const;

/** For the `before` of a suite that runs under all of them. */
export async function ensureShells(this: Mocha.Context): Promise<void> {
  this.timeout(120_000);
  await ensureDebianPackages({ dash: "dash", bash: "bash", busybox: "busybox" });
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real scripts with every absolute path moved below a temporary folder, and the system's commands replaced. */
export class FakeRoot {
  readonly folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-root-"));

  constructor(cmdline: string) {
    this.write("/proc/sys/kernel/random/boot_id", "boot-1\n");
    this.write("/proc/cmdline", cmdline);
    this.write("/dev/console", "");
    this.write("/dev/null", "");
    this.command("sysctl", `echo "$@" >>"${this.path("/sysctl.log")}"`);
    // A reboot ends the script that asked for it.
    this.command("systemctl", `echo "$@" >>"${this.path("/systemctl.log")}"; [ "$1" != reboot ] || kill $PPID`);
    this.command("shutdown", `echo reboot >>"${this.path("/systemctl.log")}"; kill $PPID`);
    for (const name of ["sync", "sleep", "chown"]) this.command(name, "");
  }

  path(absolute: string): string {
    return path.join(this.folder, absolute);
  }

  write(absolute: string, content: string | Buffer): void {
    mkdirSync(path.dirname(this.path(absolute)), { recursive: true });
    writeFileSync(this.path(absolute), content);
  }

  read(absolute: string): string {
    return existsSync(this.path(absolute)) ? readFileSync(this.path(absolute), "utf8") : "";
  }

  /** Puts a folder where a file should be written: writing it fails, even for root. */
  obstruct(absolute: string): void {
    rmSync(this.path(absolute), { recursive: true, force: true });
    mkdirSync(this.path(absolute), { recursive: true });
  }

  command(name: string, body: string): void {
    this.write(`/stubs/${name}`, `#!/bin/sh\n${body}\n`);
    chmodSync(this.path(`/stubs/${name}`), 0o755);
  }

  run(script: string): { readonly code: number | null; readonly stderr: string } {
    const { code, stderr } = this.runIn("sh", script);
    return { code, stderr };
  }

  /** `shell` is a command line, such as "busybox sh". */
  runIn(shell: string, script: string, ...args: readonly string[]): Run {
    const [program = "", ...applet] = shell.split(" ");
    const { status, stdout, stderr } = spawnSync(program, [...applet, "-s", "--", ...args], {
      input: this.moved(script),
      encoding: "utf8",
      env: { ...process.env, INSTANCE_ID: "vm-1" },
    });
    return { code: status, stdout, stderr };
  }

  /** The text with this folder before every path of the guest. */
  moved(text: string): string {
    return text
      .replace("PATH=/usr/sbin:/usr/bin:/sbin:/bin", `PATH=${this.path("/stubs")}:/usr/bin:/bin`)
      .replace(/(?<![\w./}+-])\/(etc|var|proc|sys|boot|dev|run|usr\/local)\//g, `${this.folder}/$1/`);
  }

  get reboots(): number {
    return this.read("/systemctl.log")
      .split("\n")
      .filter((line) => line === "reboot").length;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
