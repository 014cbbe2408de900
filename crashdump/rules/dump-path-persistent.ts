import { normalize } from "../guest/files";
import { directiveOf } from "../kdump/kdump-conf-directives";
import { findingsOf, type Judge, type Situation } from "./situation";
import { mountOf, type Mount } from "./mounts";

const { violation, advisory } = findingsOf("dump-path-persistent");

/** Dumps go where they outlive a reboot and a move to another host. What is mounted decides, not the path. */
export const dumpPathPersistent: Judge = (situation) => {
  const found = dumpPathOf(situation);
  if (found === undefined) return [];
  const { path, place } = found;
  const remedy = "choose a directory on the OS disk or on a data disk, such as /var/crash";
  const mount = mountOf(situation, situation.guest.files.resolve(path));
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
  kdumpConf,
  kdumpTools,
}: Situation): { readonly path: string; readonly place: string } | undefined {
  const directives = kdumpConf?.directives ?? [];
  if (directives.some(({ name }) => directiveOf(name).target)) return undefined;
  const path = kdumpTools?.values.get("KDUMP_COREDIR") ?? directives.findLast(({ name }) => name === "path")?.value;
  if (path?.startsWith("/") !== true) return { path: "/var/crash", place: "the default" };
  return { path: normalize(path), place: (kdumpTools ?? kdumpConf)?.place ?? "" };
}
