import type { Finding } from "../finding";
import { dumpPathOf } from "./dump-path";
import { mountOf, type Mount } from "./mounts";
import { findingsOf, type Judge } from "./situation";

const { violation, advisory } = findingsOf("dump-path-persistent");

/** Dumps go where they outlive a reboot and a move to another host. What is mounted decides, not the path. */
export const dumpPathPersistent: Judge = (situation) => {
  const found = dumpPathOf(situation);
  if (found === undefined) return [];
  const where = `${found.path} (${found.place})`;
  const mount = mountOf(situation, situation.guest.files.resolve(found.path));
  const lost = losses[mount.on];
  if (lost !== undefined) return [violation(`${where} lies on ${lost}`, remedy)];
  if (mount.on === "OS disk" && situation.platform.osDiskEphemeral === true) {
    return [
      violation(
        `${where} lies on the OS disk, which is ephemeral: a reimage or a move to another host empties it`,
        "put the dumps on a data disk, such as HardenedVm's dumpDisk, or make the OS disk a managed one",
      ),
    ];
  }
  return mountFindings(where, mount);
};

const remedy = "choose a directory on the OS disk or on a data disk, such as /var/crash";

const losses: Readonly<Partial<Record<Mount["on"], string>>> = {
  memory: "memory, which a reboot empties",
  "temporary disk": "the temporary disk, which a move to another host empties",
};

function mountFindings(where: string, { device = "", options = "" }: Mount): readonly Finding[] {
  const findings = [];
  if (/^\/dev\/(sd|nvme\d)/.test(device)) {
    findings.push(
      advisory(`${where} is mounted from ${device}, a name that changes between boots`, "mount it by LABEL= or UUID="),
    );
  }
  // systemd.mount(5): nofail also drops the order before local-fs.target, and a dump may be saved under the mount point.
  if (options.includes("x-systemd.requires=cloud-init.service")) {
    findings.push(
      advisory(
        `${where} is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot`,
        "give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service",
      ),
    );
  }
  return findings;
}
