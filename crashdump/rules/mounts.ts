import { cloudInitMounts } from "../guest/cloud-init-mounts";
import { normalize } from "../guest/path";
import { imageText } from "../guest/text";
import type { Situation } from "./situation";

/** What holds a directory, as far as the customData says. */
export interface Mount {
  /** Which disk; `memory` and `temporary disk` do not keep what is in them. */
  readonly on: "memory" | "temporary disk" | "OS disk" | "another disk" | "another host";
  readonly device?: string;
  readonly options?: string;
}

/** The file system that a path lies on: of cloud-init's `mounts`, of /etc/fstab, or of the image. The longest wins. */
export function mountOf(situation: Situation, path: string): Mount {
  return mountAmong([...imageMounts, ...cloudInitPoints(situation), ...fstab(situation)], path);
}

interface Point {
  readonly point: string;
  readonly device: string;
  readonly type: string;
  readonly options: string;
}

/** EL's agent mounts the temporary disk at /mnt/resource; at /mnt it is cloud-init's. */
const imageMounts: readonly Point[] = [
  { point: "/mnt/resource", device: "/dev/disk/azure/resource-part1", type: "auto", options: "" },
  ...["/run", "/var/run", "/dev", "/proc", "/sys", "/tmp"].map((point) => ({
    point,
    device: "tmpfs",
    type: "tmpfs",
    options: "",
  })),
];

function mountAmong(points: readonly Point[], path: string, bound = 0): Mount {
  const below = (point: string) => path === point || path.startsWith(point === "/" ? "/" : `${point}/`);
  let found: Point | undefined;
  for (const at of points) if (below(at.point) && at.point.length >= (found?.point.length ?? 0)) found = at;
  if (found === undefined) return { on: "OS disk" };
  const { point, device, type, options } = found;
  // A directory that is bound to another one lies where that lies; two that are bound to each other lie nowhere.
  if (/(^|,)r?bind(,|$)/.test(options) && device.startsWith("/") && bound < 8) {
    const others = points.filter((other) => other !== found);
    return mountAmong(others, normalize(device + path.slice(point === "/" ? 0 : point.length)), bound + 1);
  }
  return { on: holderOf(device, type, point), device, options };
}

function holderOf(device: string, type: string, point: string): Mount["on"] {
  if (type === "tmpfs" || type === "ramfs") return "memory";
  if (/^ephemeral\d|\/azure_resource|\/azure\/resource|\/azure\/local/.test(device)) return "temporary disk";
  if (/^(nfs4?|cifs|smb3?|ceph|glusterfs)$/.test(type) || /^[^/=]+:\//.test(device)) return "another host";
  // Volumes of Red Hat's images are named rootvg; Ubuntu's root is labelled.
  return point === "/" || /rootvg|^LABEL=cloudimg-rootfs$/.test(device) ? "OS disk" : "another disk";
}

function fstab({ guest }: Situation): readonly Point[] {
  const text = guest.files.get("/etc/fstab")?.text ?? "";
  return text.split("\n").flatMap((line) => {
    if (!line.includes("/")) return [];
    const [device = "", point = "", type = "", options = ""] = line.trim().split(/\s+/);
    if (device.startsWith("#") || device.includes(imageText) || !point.startsWith("/")) return [];
    return [{ point: normalize(point), device, type, options }];
  });
}

function cloudInitPoints({ userData }: Situation): readonly Point[] {
  return cloudInitMounts(userData.config)
    .filter(({ point }) => point.startsWith("/"))
    .map((mount) => ({ ...mount, point: normalize(mount.point) }));
}
