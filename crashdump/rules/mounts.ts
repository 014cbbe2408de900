import { normalize } from "../guest/files";
import { imageText } from "../guest/text";
import type { Situation } from "./situation";

/** What holds a directory, as far as the customData says. */
export interface Mount {
  readonly kind: "persistent" | "volatile";
  /** "the temporary disk", for messages. */
  readonly what: string;
  readonly why: string;
  readonly device?: string;
  readonly options?: string;
}

/** The file system that a path lies on: of cloud-init's `mounts`, of /etc/fstab, or of the image. The longest wins. */
export function mountOf(situation: Situation, path: string): Mount {
  const below = (point: string) => path === point || path.startsWith(point === "/" ? "/" : `${point}/`);
  const candidates = [...imageMounts, ...fstab(situation), ...cloudInitMounts(situation)].filter(({ point }) =>
    below(point),
  );
  return candidates.sort((a, b) => a.point.length - b.point.length).at(-1)?.mount ?? persistent();
}

interface Point {
  readonly point: string;
  readonly mount: Mount;
}

const memory: Mount = { kind: "volatile", what: "memory", why: "a reboot empties" };
const temporary: Mount = { kind: "volatile", what: "the temporary disk", why: "a move to another host empties" };

/** Azure's agent and cloud-init mount the temporary disk at /mnt, EL's images at /mnt/resource. */
const imageMounts: readonly Point[] = [
  { point: "/mnt", mount: temporary },
  ...["/run", "/var/run", "/dev", "/proc", "/sys", "/tmp"].map((point) => ({ point, mount: memory })),
];

function persistent(device?: string, options?: string): Mount {
  return { kind: "persistent", what: "a disk", why: "stays", ...(device && { device }), ...(options && { options }) };
}

function mountFrom(device: string, type: string, options: string): Mount {
  if (type === "tmpfs" || type === "ramfs") return memory;
  if (/^ephemeral\d|\/azure\/resource|\/azure\/local/.test(device)) return temporary;
  return persistent(device, options);
}

function fstab({ guest }: Situation): readonly Point[] {
  const text = guest.files.get("/etc/fstab")?.text ?? "";
  return text.split("\n").flatMap((line) => {
    const [device = "", point = "", type = "", options = ""] = line.trim().split(/\s+/);
    if (device.startsWith("#") || device.includes(imageText) || !point.startsWith("/")) return [];
    return [{ point: normalize(point), mount: mountFrom(device, type, options) }];
  });
}

/** cc_mounts: [device, mount point, type, options, …]; without options it takes its own. */
function cloudInitMounts({ userData }: Situation): readonly Point[] {
  const mounts = userData.config?.get("mounts")?.value;
  if (!Array.isArray(mounts)) return [];
  return mounts.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [device, point, type, options] = (entry as unknown[]).map((field) =>
      typeof field === "string" ? field : "",
    );
    if (!device || !point?.startsWith("/")) return [];
    return [
      {
        point: normalize(point),
        mount: mountFrom(device, type ?? "", options || "defaults,nofail,x-systemd.requires=cloud-init.service"),
      },
    ];
  });
}
