import { normalize } from "../guest/files";
import { parseKdumpConf } from "../kdump/kdump-conf";
import { directiveOf } from "../kdump/kdump-conf-directives";
import { parseKdumpTools } from "../kdump/kdump-tools";
import { findingsOf, type Judge, type Situation } from "./situation";
import { mountOf, type Mount } from "./mounts";

const { violation, advisory } = findingsOf("dump-path-persistent");

/** Dumps go where they outlive a reboot and a move to another host. What is mounted decides, not the path. */
export const dumpPathPersistent: Judge = (situation) => {
  const found = dumpPathOf(situation);
  if (found === undefined) return [];
  const { path, place } = found;
  const remedy = "choose a directory on the OS disk or on a data disk, such as /var/crash";
  const mount = mountOf(situation, path);
  const where = `${path} (${place})`;
  if (mount.kind === "volatile") return [violation(`${where} lies on ${mount.what}, which ${mount.why}`, remedy)];
  return mountFindings(where, mount);
};

function mountFindings(where: string, { device, options }: Mount) {
  if (device === undefined) return [];
  const findings = [];
  if (/^\/dev\/(sd|nvme\d)/.test(device)) {
    findings.push(
      advisory(`${where} is mounted from ${device}, a name that changes between boots`, "mount it by LABEL= or UUID="),
    );
  }
  // systemd.mount(5): nofail also drops the order before local-fs.target, and a dump may be saved under the mount point.
  if (options?.includes("x-systemd.requires=cloud-init.service") === true) {
    findings.push(
      advisory(
        `${where} is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot`,
        "give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service",
      ),
    );
  }
  return findings;
}

/** Where dumps go; undefined where they leave for a device or a host of their own, below which the path then lies. */
function dumpPathOf({
  guest,
  release,
  platform,
}: Situation): { readonly path: string; readonly place: string } | undefined {
  const standard = { path: "/var/crash", place: "the default" };
  if (release.dialect === "kdump-tools") {
    const file = guest.file("/etc/default/kdump-tools");
    const path = parseKdumpTools(file?.content ?? "", platform.architecture).values.get("KDUMP_COREDIR");
    return file === undefined || path?.startsWith("/") !== true
      ? standard
      : { path: normalize(path), place: file.place };
  }
  const file = guest.file("/etc/kdump.conf");
  const { directives } = parseKdumpConf(file?.content ?? "", release.dialect);
  if (directives.some(({ name }) => directiveOf(name).target)) return undefined;
  const path = directives.findLast(({ name }) => name === "path")?.value;
  return file === undefined || path?.startsWith("/") !== true ? standard : { path: normalize(path), place: file.place };
}
