import { setTimeout as wait } from "node:timers/promises";
import type { DrillCase } from "../evidence/result";
import type { DiskController } from "../machine/hardware";
import { does, says } from "../machine/history";
import { bootId, consoleTail, type Guest, run, waitUntilArmed, waitUntilUp } from "./guest";
import type { Stage } from "./stage";
import { completeDump, noCompleteDump, notBack, type Outcome, outcome, secondsOf } from "./verdicts";

/** What a drill case does, and what it has to show. */
export interface CaseDefinition {
  /** One sentence. */
  readonly promise: string;
  /** How the VM is deployed that the case plays on; default: generation 1. */
  readonly deployment?: Deployment;
  readonly play: (stage: Stage) => Promise<Outcome>;
}

/** Configuration of the stack in examples/drill. */
export interface Deployment {
  readonly generation: 1 | 2;
  readonly trustedLaunch: boolean;
  readonly vmSize: string;
}

export const generation1: Deployment = { generation: 1, trustedLaunch: false, vmSize: "Standard_D2s_v5" };
const generation2: Deployment = { ...generation1, generation: 2 };

export const cases: Readonly<Record<DrillCase, CaseDefinition>> = {
  dump: {
    promise: "a panicked VM writes a complete dump and comes back by itself",
    play: (stage) => dump(stage),
  },
  "panic-only": {
    promise: "without a capture kernel kernel.panic brings the VM back",
    play: panicOnly,
  },
  hang: {
    promise: "the image as it is hangs after a panic until somebody resets it",
    play: hang,
  },
  "lost-disk": {
    promise: "a capture kernel without the disk's driver saves nothing, and the VM comes back all the same",
    play: lostDisk,
  },
  "small-reservation": {
    promise: "a capture kernel with too little memory saves nothing, and the VM comes back all the same",
    play: smallReservation,
  },
  "full-disk": {
    promise: "where a dump has no room, the VM comes back, and what is left is not taken for a dump",
    play: fullDisk,
  },
  twice: {
    promise: "a second crash is dumped like the first, and no more dumps are kept than were asked for",
    play: twice,
  },
  uefi: {
    promise: "the same by UEFI, from a SCSI disk",
    deployment: generation2,
    play: (stage) => dump(stage),
  },
  interrupted: {
    promise: "a dump that a power cut interrupts is known to be incomplete",
    play: interrupted,
  },
  "no-network": {
    promise: "where packages cannot be had, the VM reboots once, no more, and cloud-init says what failed",
    play: noNetwork,
  },
  nvme: {
    promise: "the same by UEFI, from an NVMe disk",
    deployment: { ...generation2, vmSize: "Standard_D2s_v6" },
    play: (stage) => dump(stage),
  },
  "secure-boot": {
    promise: "the same under Secure Boot, where the kernel is locked down and only a signed capture kernel loads",
    deployment: { ...generation2, trustedLaunch: true },
    play: (stage) =>
      dump(
        stage,
        "[ -d /sys/firmware/efi ] && mokutil --sb-state 2>/dev/null || true; cat /sys/kernel/security/lockdown",
      ),
  },
};

async function dump(stage: Stage, look?: string): Promise<Outcome> {
  const seen = look === undefined ? [] : [await run(stage.deployed, "look at it", look)];
  const { crash, unproved } = await stage.drill("drill");
  const neverCrashed = secondsOf(crash, "panic") === undefined ? unproved : undefined;
  return outcome(crash, seen, neverCrashed ?? notBack(crash) ?? noCompleteDump(crash, 1) ?? unproved);
}

async function panicOnly(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  await run(guest, "unload the capture kernel", 'kdump-config unload; [ "$(cat /sys/kernel/kexec_crash_loaded)" = 0 ]');
  const panicSeconds = Number(await run(guest, "read kernel.panic", "cat /proc/sys/kernel/panic"));
  const crash = await stage.crash(guest);
  const reset = secondsOf(crash, "reset");
  const early = reset !== undefined && Math.abs(reset - panicSeconds) > 2;
  const wrong = early ? `it was reset after ${reset} s, and kernel.panic is ${panicSeconds}` : undefined;
  return outcome(crash, [`kernel.panic is ${panicSeconds}`], notBack(crash) ?? completeDump(crash) ?? wrong);
}

/** Much longer than kernel.panic lasts anywhere: two minutes. */
const hangSeconds = 120;

async function hang(stage: Stage): Promise<Outcome> {
  const guest = await stage.stock();
  const panicSeconds = await run(guest, "read kernel.panic", "cat /proc/sys/kernel/panic");
  const crash = await stage.crash(guest, { resetSeconds: hangSeconds });
  const seen = [`kernel.panic is ${panicSeconds}`, `${hangSeconds} s after the panic QEMU says "${crash.status}"`];
  const failure =
    secondsOf(crash, "panic") === undefined
      ? "it did not panic"
      : crash.status === "running"
        ? undefined
        : `it was reset after ${secondsOf(crash, "reset")} s`;
  return { ...outcome(crash, seen, failure), arming: [] };
}

/** The driver of the disk that the guest boots from; all are modules of Debian's cloud kernel. */
const diskDrivers: Readonly<Record<DiskController, string>> = { ide: "ata_piix", scsi: "virtio_scsi", nvme: "nvme" };

async function lostDisk(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  const driver = diskDrivers[stage.hardware.diskController];
  const exclude = `sed -i 's/^KDUMP_CMDLINE_APPEND="/&module_blacklist=${driver} /' /etc/default/kdump-tools
kdump-config unload; kdump-config load`;
  await run(guest, "exclude the disk's driver", exclude, 300);
  const crash = await stage.crash(guest);
  const missed = secondsOf(crash, "capture-kernel") === undefined ? "the capture kernel did not start" : undefined;
  return outcome(
    crash,
    [`${driver} is excluded from the capture kernel`],
    missed ?? notBack(crash) ?? completeDump(crash),
  );
}

async function smallReservation(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  const shrink = `sed -i 's/ crashkernel=[^ "]*"/ crashkernel=80M"/' /etc/default/grub.d/zz-azure-kdump.cfg
update-grub`;
  await run(guest, "reserve less", shrink, 300);
  await reboot(guest);
  await waitUntilArmed(guest);
  const crash = await stage.crash(guest);
  return outcome(crash, ["crashkernel=80M"], notBack(crash) ?? completeDump(crash));
}

async function fullDisk(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  // Most of it at once, the rest by writing, because only then the file system says how much there was; 8 MiB for a boot.
  const fill = `fallocate -l 8M /var/spare
free=$(stat -f -c %f /var) size=$(stat -f -c %S /var)
fallocate -l $((free * size / 100 * 95)) /var/filling
cat /dev/zero >/var/filling.rest 2>/dev/null || true
rm /var/spare`;
  await run(guest, "fill the disk", fill, 300);
  const crash = await stage.crash(guest);
  // kdump-config goes by the end of its pipe, and calls what could not be written saved: its word counts for nothing.
  const said = secondsOf(crash, "dump-written") === undefined ? "failed to save vmcore" : "saved vmcore";
  return outcome(crash, ["8 MiB are free", `kdump-tools said: ${said}`], notBack(crash) ?? completeDump(crash));
}

async function twice(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  const age =
    "for n in 1 2 3; do mkdir /var/crash/20200101000$n; echo old >/var/crash/20200101000$n/dump.20200101000$n; done";
  await run(guest, "have old dumps", age);
  const first = await stage.crash(guest);
  await waitUntilArmed(guest);
  const second = await stage.crash(guest);
  const kept = Number(await run(guest, "count the dumps", "ls -d /var/crash/[0-9]* | wc -l"));
  const allowed = Number(await run(guest, "read the retention", ". /etc/default/kdump-tools; echo $KDUMP_NUM_DUMPS"));
  const tooMany = kept > allowed ? `${kept} dumps are kept, and ${allowed} were asked for` : undefined;
  const seen = [
    `the first dump was written after ${secondsOf(first, "dump-written")} s`,
    `${kept} of 5 dumps are kept`,
  ];
  return outcome(second, seen, notBack(first) ?? notBack(second) ?? noCompleteDump(second, 2) ?? tooMany);
}

/** Long enough for a part of the dump to be on disk, where ext4 puts what is new every 5 s. */
const cutSeconds = 15;

async function interrupted(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  // All of memory, for a dump that takes its time; it is read by the capture kernel, so nothing has to be loaded again.
  const everything = `sed -i 's/^MAKEDUMP_ARGS=.*/MAKEDUMP_ARGS="-c -d 0"/' /etc/default/kdump-tools`;
  await run(guest, "dump everything", everything);
  const cut = async (): Promise<void> => {
    await wait(cutSeconds * 1000);
    await guest.machine.qmp("system_reset");
  };
  const crash = await stage.crash(guest, { at: { moment: "dump-begun", act: cut } });
  const missing = crash.dumps.length === 0 ? "nothing of the dump is there" : undefined;
  const seen = [`power cut ${cutSeconds} s after the dump was begun`];
  return outcome(crash, seen, notBack(crash) ?? completeDump(crash) ?? missing);
}

/** A reboot loop would show within this time of the failure: longer than a boot takes. */
const quietSeconds = 90;

async function noNetwork(stage: Stage): Promise<Outcome> {
  const guest = await stage.offline();
  const { history } = guest.machine;
  const failed = await history.find(says(/azure-kdump: failed/), 0, Date.now() + 1_200_000);
  if (failed === undefined)
    throw new Error(`nothing failed within 20 minutes. The console ends:\n${consoleTail(guest.machine)}`);
  await wait(quietSeconds * 1000);
  const resets = history.read().filter(does("reset")).length;
  const result = await run(guest, "read the result", "cat /var/lib/azure-kdump/result; cloud-init status || true", 300);
  const failure =
    resets !== 1
      ? `it rebooted ${resets} times`
      : /status: error/.test(result)
        ? undefined
        : `cloud-init says ${JSON.stringify(result)}`;
  const crash = { moments: [], dumps: [], bootIds: [await bootId(guest), undefined] } as const;
  return { ...outcome(crash, result.split("\n"), failure), arming: [] };
}

/** Reboots a guest in order, and waits until it is up again. */
async function reboot(guest: Guest): Promise<void> {
  const { history } = guest.machine;
  const from = history.read().length;
  await run(guest, "reboot", "setsid -f sh -c 'sleep 1; systemctl reboot' >/dev/null 2>&1 </dev/null");
  const reset = await history.find(does("reset"), from, Date.now() + 300_000);
  if (reset === undefined)
    throw new Error(`the guest did not reboot. Its console ends:\n${consoleTail(guest.machine)}`);
  await waitUntilUp(guest);
}
