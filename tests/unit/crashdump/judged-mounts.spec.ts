import { debianByHand, elByHand, on } from "./by-hand";
import { judges, withConfig } from "./judged";

const debian = on("debian-12");
const at = "/var/crash (part 2 of the customData, line 4)";
const choose = "choose a directory on the OS disk or on a data disk, such as /var/crash";
const temporary =
  `violation: ${at} lies on the temporary disk, which a move to another host empties → ${choose}` as const;
const memory = `violation: ${at} lies on memory, which a reboot empties → ${choose}` as const;
const changes = (device: string) =>
  `advisory: ${at} is mounted from ${device}, a name that changes between boots → mount it by LABEL= or UUID=` as const;
const defaults =
  `advisory: ${at} is mounted with cloud-init's default options, which pull cloud-init into the capture kernel's boot → give the mount options yourself: defaults,nofail,x-systemd.before=kdump-tools-dump.service` as const;

const point = "/var/crash";
const given = ["ext4", "defaults,nofail"];
const mounts = (...all: unknown[]) => withConfig({ mounts: all });

judges("dump-path-persistent", "cloud-init's mounts", [
  ...[
    "ephemeral0",
    "ephemeral",
    "ephemeral0.1",
    "/dev/disk/cloud/azure_resource",
    "/dev/disk/cloud/azure_resource-part1",
    "/dev/disk/azure/resource",
    "/dev/disk/azure/resource-part1",
    "/dev/disk/azure/local/by-serial/abc",
  ].map((device) => [`the temporary disk as ${device}`, debian, mounts([device, point, ...given]), temporary] as const),
  ["a disk without /dev", debian, mounts(["sdc1", point, ...given]), changes("/dev/sdc1")],
  ["a disk of another bus without /dev", debian, mounts(["vdb", point, ...given])],
  ["a disk by label", debian, mounts(["LABEL=dump", point, ...given])],
  ["swap, which goes nowhere", debian, mounts(["swap", "none", "swap", "sw"])],
  ["a network share", debian, mounts(["store:/dumps", point, "nfs", "defaults"])],
  [
    "an alias of the temporary disk",
    debian,
    withConfig({ device_aliases: { scratch: "/dev/disk/azure/resource" }, mounts: [["scratch.1", point, ...given]] }),
    temporary,
  ],
  [
    "an alias of a data disk",
    debian,
    withConfig({ device_aliases: { dumps: "/dev/disk/azure/data/by-lun/0" }, mounts: [["dumps", point, ...given]] }),
  ],
  ["an entry without fields", debian, mounts(["sdc1", point]), changes("/dev/sdc1"), defaults],
  ["an entry whose fields are null", debian, mounts(["LABEL=dump", point, null, null]), defaults],
  [
    "default fields with a type of memory",
    debian,
    withConfig({
      mount_default_fields: [null, null, "tmpfs", "defaults", "0", "0"],
      mounts: [["none", point]],
    }),
    memory,
  ],
  [
    "default fields that an entry overrides",
    debian,
    withConfig({
      mount_default_fields: [null, null, "tmpfs", "defaults", "0", "0"],
      mounts: [["LABEL=dump", point, "ext4"]],
    }),
  ],
  [
    "default fields with options of one's own",
    debian,
    withConfig({
      mount_default_fields: [null, null, "auto", "defaults,nofail", "0", "2"],
      mounts: [["LABEL=dump", point]],
    }),
  ],
  [
    "default fields with cloud-init's own options",
    debian,
    withConfig({
      mount_default_fields: [null, null, "auto", "defaults,x-systemd.requires=cloud-init.service", "0", "2"],
      mounts: [["LABEL=dump", point]],
    }),
    defaults,
  ],
  [
    "default fields with a mount point",
    debian,
    withConfig({ mount_default_fields: [null, point, "tmpfs", "defaults", "0", "0"], mounts: [["none"]] }),
    memory,
  ],
  [
    "default fields that are too few, with which cloud-init mounts nothing",
    debian,
    withConfig({ mount_default_fields: [null, null, "tmpfs"], mounts: [["none", point]] }),
  ],
  [
    "default fields that are no list",
    debian,
    withConfig({ mount_default_fields: "tmpfs", mounts: [["LABEL=x", point]] }),
    defaults,
  ],
  ["an entry that takes an earlier one back", debian, mounts(["tmpfs", point, "tmpfs"], ["tmpfs", null])],
  [
    "an entry of a device alone that takes an earlier one back",
    debian,
    mounts(["ephemeral0", point], ["ephemeral0.1"]),
  ],
  [
    "an entry after the one that took its device back",
    debian,
    mounts(["tmpfs", null], ["tmpfs", point, "tmpfs"]),
    memory,
  ],
  [
    "an entry beside one of another device that is taken back",
    debian,
    mounts(["tmpfs", point, "tmpfs"], ["none", null]),
    memory,
  ],
  ["entries that are no lists beside one that is", debian, mounts("tmpfs", ["tmpfs", point, "tmpfs"]), memory],
]);

const inMnt = (path: string, value: Readonly<Record<string, unknown>>) => {
  const script = Buffer.from(debianByHand(["=/var/crash", `=${path}`]), "base64").toString();
  return Buffer.from(
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/cloud-config\n\n#cloud-config\n${JSON.stringify(value)}\n--x\nContent-Type: text/x-shellscript\n\n${script}\n--x--\n`,
  ).toString("base64");
};
const bound = (path: string, ...pairs: readonly (readonly [from: string, to: string])[]) =>
  inMnt(path, { mounts: pairs.map((pair) => [...pair, "none", "bind"]) });

judges("dump-path-persistent", "the temporary disk's own mount point", [
  [
    "dumps in /mnt",
    debian,
    inMnt("/mnt/crash", { mounts: [["LABEL=x", "/data", ...given]] }),
    `violation: /mnt/crash (part 2 of the customData, line 4) lies on the temporary disk, which a move to another host empties → ${choose}`,
  ],
  [
    "dumps in /mnt, where the temporary disk is mounted elsewhere",
    debian,
    inMnt("/mnt/crash", { mounts: [["ephemeral0", "/scratch"]] }),
  ],
  ["dumps in /mnt, where the temporary disk is not mounted", debian, inMnt("/mnt/crash", { mounts: [["ephemeral0"]] })],
  [
    "dumps in /mnt, where a data disk is mounted",
    debian,
    inMnt("/mnt/crash", { mounts: [["LABEL=x", "/mnt/crash", ...given]] }),
  ],
  [
    "dumps in EL's /mnt/resource, which the agent mounts",
    on("almalinux-9"),
    elByHand(["path /var/crash", "path /mnt/resource/x"]),
    `violation: /mnt/resource/x (the customData, line 4) lies on the temporary disk, which a move to another host empties → ${choose}`,
  ],
  ...(["bind", "defaults,rbind,nofail"] as const).map(
    (options) =>
      [
        `dumps in a directory that ${options} puts on the temporary disk`,
        debian,
        inMnt("/srv/dumps/x", { mounts: [["/mnt/dumps", "/srv/dumps", "none", options]] }),
        `violation: /srv/dumps/x (part 2 of the customData, line 4) lies on the temporary disk, which a move to another host empties → ${choose}`,
      ] as const,
  ),
  [
    "dumps in a directory that a bind over two steps puts in memory",
    debian,
    bound("/srv/dumps", ["/a", "/srv"], ["/run/x", "/a/dumps"]),
    `violation: /srv/dumps (part 2 of the customData, line 4) lies on memory, which a reboot empties → ${choose}`,
  ],
  ["dumps in directories that are bound to each other", debian, bound("/a/dumps", ["/a", "/b"], ["/b", "/a"])],
  ["dumps in a directory that is bound to the OS disk", debian, bound("/mnt/dumps", ["/srv", "/mnt/dumps"])],
  [
    "dumps in a directory with an option that only looks like bind",
    debian,
    inMnt("/srv/dumps", { mounts: [["/mnt", "/srv/dumps", "none", "nobind,binding"]] }),
  ],
]);
