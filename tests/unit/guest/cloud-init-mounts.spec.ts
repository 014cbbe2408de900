import assert from "node:assert/strict";
import { cloudInitMounts } from "#crashdump/guest/cloud-init-mounts";
import { readUserData } from "../cloud-init/core";
import { encoded } from "../platforms";

const usual = "/dev/disk/cloud/azure_resource /mnt auto defaults,nofail";
const own = "auto defaults,nofail,x-systemd.requires=cloud-init.service";

/** The lines of /etc/fstab, without what all have at their end. */
function mounts(yaml: string): readonly string[] {
  const { config } = readUserData(encoded(`#cloud-config\n${yaml}\n`), "22.4.2");
  return cloudInitMounts(config).map((mount) => [mount.device, mount.point, mount.type, mount.options].join(" "));
}

describe("what cloud-init mounts", () => {
  const cases: readonly (readonly [yaml: string, lines: readonly string[]])[] = [
    ["a: 1", [usual]],
    ["mounts: ~", [usual]],
    ["mounts: text", [usual]],
    ["mounts: []", [usual]],
    ["mounts: [text, 5]", [usual]],
    ["mounts: [[/dev/sdc1, /srv]]", [usual, `/dev/sdc1 /srv ${own}`]],
    ["mounts: [[sdc1, /srv]]", [usual, `/dev/sdc1 /srv ${own}`]],
    ["mounts: [[sdc, /srv]]", [usual, `/dev/sdc /srv ${own}`]],
    ["mounts: [[xvda12, /srv]]", [usual, `/dev/xvda12 /srv ${own}`]],
    ["mounts: [[sr10, /srv]]", [usual, `/dev/sr10 /srv ${own}`]],
    ["mounts: [[sdc1x, /srv]]", [usual, `sdc1x /srv ${own}`]],
    ["mounts: [[xsdc, /srv]]", [usual, `/dev/xsdc /srv ${own}`]],
    ["mounts: [[asdc, /srv]]", [usual, `asdc /srv ${own}`]],
    ["mounts: [[nvme0n1, /srv]]", [usual, `nvme0n1 /srv ${own}`]],
    ["mounts: [[LABEL=x, /srv]]", [usual, `LABEL=x /srv ${own}`]],
    [
      "mounts: [['host:/x', /srv, nfs]]",
      [usual, "host:/x /srv nfs defaults,nofail,x-systemd.requires=cloud-init.service"],
    ],
    ["mounts: [[/dev/sdc1, /srv, xfs, ro]]", [usual, "/dev/sdc1 /srv xfs ro"]],
    ["mounts: [[/dev/sdc1, /srv, ~, ro]]", [usual, "/dev/sdc1 /srv auto ro"]],
    ["mounts: [[/dev/sdc1, /srv, xfs, ro, '0', '2', more]]", [usual, "/dev/sdc1 /srv xfs ro"]],
    ["mounts: [[/dev/sdc1, /a], [/dev/sdd1, /b]]", [usual, `/dev/sdc1 /a ${own}`, `/dev/sdd1 /b ${own}`]],
    ["mounts: [[ephemeral0, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[ephemeral, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[ephemeral0.1, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[ephemeral0.12, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[/dev/disk/cloud/azure_resource-part1, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[/dev/disk/azure/resource-part12, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[/dev/disk/azure/resource, /srv]]", [`/dev/disk/cloud/azure_resource /srv ${own}`]],
    ["mounts: [[ephemeral1, /srv]]", [usual, `ephemeral1 /srv ${own}`]],
    ["mounts: [[ephemeral0x, /srv]]", [usual, `ephemeral0x /srv ${own}`]],
    ["mounts: [[xephemeral0, /srv]]", [usual, `xephemeral0 /srv ${own}`]],
    ["mounts: [[ephemeral0, ~]]", []],
    ["mounts: [[ephemeral0]]", []],
    ["mounts: [[/dev/sdc1]]", [usual]],
    ["mounts: [[/dev/sdc1, /a], [/dev/sdc1, ~]]", [usual]],
    ["mounts: [[/dev/sdc1, ~], [/dev/sdc1, /a]]", [usual, `/dev/sdc1 /a ${own}`]],
    ["mounts: [[/dev/sdc1, /a], [sdc1, ~], [/dev/sdd1, /b]]", [usual, `/dev/sdd1 /b ${own}`]],
    ["device_aliases: {data: /dev/sdq}\nmounts: [[data, /srv]]", [usual, `/dev/sdq /srv ${own}`]],
    ["device_aliases: {data: /dev/sdq}\nmounts: [[data.1, /srv]]", [usual, `/dev/sdq-part1 /srv ${own}`]],
    ["device_aliases: {data: /dev/sdq}\nmounts: [[data.12, /srv]]", [usual, `/dev/sdq-part12 /srv ${own}`]],
    ["device_aliases: {data: /dev/sdq}\nmounts: [[data.x, /srv]]", [usual, `data.x /srv ${own}`]],
    ["device_aliases: {data: /dev/sdq}\nmounts: [[a/data.1, /srv]]", [usual, `a/data.1 /srv ${own}`]],
    ["device_aliases: {ephemeral0: /dev/sdq}\nmounts: [[ephemeral, /srv]]", [usual, `/dev/sdq /srv ${own}`]],
    ["device_aliases: {data: 5}\nmounts: [[data, /srv]]", [usual, `data /srv ${own}`]],
    ["mount_default_fields: [~, ~, xfs, ro]\nmounts: [[/dev/sdc1, /srv]]", [usual, "/dev/sdc1 /srv xfs ro"]],
    ["mount_default_fields: [~, /srv, xfs, ro]\nmounts: [[/dev/sdc1]]", [usual, "/dev/sdc1 /srv xfs ro"]],
    ["mount_default_fields: [~, ~, xfs, ~]\nmounts: [[/dev/sdc1, /srv]]", [usual, "/dev/sdc1 /srv xfs null"]],
    ["mount_default_fields: [~, ~, ~, ro]\nmounts: [[/dev/sdc1, /srv]]", []],
    ["mount_default_fields: [~, ~, xfs]\nmounts: [[/dev/sdc1, /srv]]", []],
    ["mount_default_fields: [~]\nmounts: [[/dev/sdc1]]", []],
    ["mount_default_fields: text\nmounts: [[/dev/sdc1, /srv]]", [usual, `/dev/sdc1 /srv ${own}`]],
  ];
  for (const [yaml, lines] of cases) {
    it(JSON.stringify(yaml), () => assert.deepEqual(mounts(yaml), lines));
  }
});
