import { setTimeout as wait } from "node:timers/promises";
import type { GuestRelease } from "../releases";
import type { DiskController } from "../machine/hardware";
import { does, says } from "../machine/history";
import { bootId, consoleTail, type Guest, run, waitUntilArmed, waitUntilUp } from "./guest";
import type { Stage } from "./stage";
import { completeDump, noCompleteDump, notBack, type Outcome, outcome, secondsOf, wrongPause } from "./verdicts";

/*
 * How each case is played: what is done to a guest, and what it then has to show.
 */

export async function dump(stage: Stage, look?: string): Promise<Outcome> {
  const seen = look === undefined ? [] : [await run(stage.deployed, "look at it", look)];
  const { crash, unproved } = await stage.drill("drill");
  const neverCrashed = secondsOf(crash, "panic") === undefined ? unproved : undefined;
  return outcome(crash, seen, neverCrashed ?? notBack(crash) ?? noCompleteDump(crash, 1) ?? unproved);
}

export async function panicOnly(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  await run(guest, "unload the capture kernel", 'kdump-config unload; [ "$(cat /sys/kernel/kexec_crash_loaded)" = 0 ]');
  const panicSeconds = Number(await run(guest, "read kernel.panic", "cat /proc/sys/kernel/panic"));
  const crash = await stage.crash(guest);
  const failure = notBack(crash) ?? completeDump(crash) ?? wrongPause(crash, panicSeconds);
  return outcome(crash, [`kernel.panic is ${panicSeconds}`], failure);
}

export async function earlyPanic(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  const panicSeconds = Number(await run(guest, "read kernel.panic", "cat /proc/sys/kernel/panic"));
  // The usual entry, for one boot, with an initramfs that starts nothing: the kernel then finds no root and panics, as
  // it does after an update that went wrong.
  const entry = `awk '/^menuentry / { on = 1; print "menuentry early-panic {"; next } on { print } on && /^}/ { exit }' /boot/grub/grub.cfg |
  sed '/^[[:space:]]*linux/s/$/ rdinit=\\/nothing/' >/boot/grub/custom.cfg
grub-reboot early-panic`;
  await run(guest, "prepare a boot that panics", entry);
  const crash = await stage.crash(guest, { cause: () => restart(guest), resetSeconds: 600 });
  const missed = secondsOf(crash, "panic") === undefined ? "no boot panicked" : undefined;
  return outcome(
    crash,
    [`kernel.panic is ${panicSeconds} once the sysctls are set`],
    missed ?? notBack(crash) ?? completeDump(crash) ?? wrongPause(crash, panicSeconds),
  );
}

/** Much longer than kernel.panic lasts anywhere: two minutes. */
const hangSeconds = 120;

export async function hang(stage: Stage): Promise<Outcome> {
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

export async function lostDisk(stage: Stage): Promise<Outcome> {
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

/** With 80 MiB the capture kernel of Debian 11 still writes its dump. */
const tooLittle: Readonly<Record<GuestRelease, string>> = {
  "debian-11": "64M",
  "debian-12": "80M",
  "debian-13": "80M",
};

export async function smallReservation(stage: Stage): Promise<Outcome> {
  const guest = await stage.armed();
  const crashkernel = tooLittle[stage.release];
  const shrink = `sed -i 's/ crashkernel=[^ "]* / crashkernel=${crashkernel} /' /etc/default/grub.d/zz-azure-kdump.cfg
update-grub
grep -q 'crashkernel=${crashkernel} ' /boot/grub/grub.cfg`;
  await run(guest, "reserve less", shrink, 300);
  await reboot(guest);
  await waitUntilArmed(guest);
  const crash = await stage.crash(guest);
  return outcome(crash, [`crashkernel=${crashkernel}`], notBack(crash) ?? completeDump(crash));
}

export async function fullDisk(stage: Stage): Promise<Outcome> {
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

export async function twice(stage: Stage): Promise<Outcome> {
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

export async function interrupted(stage: Stage): Promise<Outcome> {
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

export async function noNetwork(stage: Stage): Promise<Outcome> {
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
  await restart(guest);
  const reset = await history.find(does("reset"), from, Date.now() + 300_000);
  if (reset === undefined)
    throw new Error(`the guest did not reboot. Its console ends:\n${consoleTail(guest.machine)}`);
  await waitUntilUp(guest);
}

async function restart(guest: Guest): Promise<void> {
  await run(guest, "reboot", "setsid -f sh -c 'sleep 1; systemctl reboot' >/dev/null 2>&1 </dev/null");
}
