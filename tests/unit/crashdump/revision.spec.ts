import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type CrashDumpOptions, harden, type Platform, releases } from "azure-kdump-core";
import { platforms, titleOf } from "../platforms";

/** Every option away from its default, where the platform takes it. */
function everyOption({ release, architecture }: Platform): CrashDumpOptions {
  const { dialect } = releases[release];
  return {
    panicTimeoutSeconds: 30,
    panicOnOops: dialect === "kdump-tools",
    panicOnUnknownNmi: false,
    panicOnSoftLockup: true,
    panicOnHungTask: true,
    sysrq: true,
    dumpPath: "/data/crash-dumps",
    dumpLevel: 17,
    compression: "none",
    dumpsKept: 7,
    crashkernel: architecture === "x64" ? "1G-:768M" : "1G-:1G",
    ...(dialect === "el6" ? {} : { dumpDisk: { lun: 5 }, lockKexec: true }),
  };
}

/** SHA-256 of the scripts and files, by default and with every option, shortened. */
const revision1: Readonly<Record<string, readonly [byDefault: string, everyOption: string]>> = {
  "centos-6 x64 generation 1": ["4d69141036a02ab9", "feb4e21a03e9957e"],
  "centos-7 x64 generation 1": ["a96226413c620fcc", "823932468a9b6ef7"],
  "centos-7 x64 generation 2": ["d88fb0fcb31274f9", "c8a4be1f2a480dd8"],
  "centos-8 x64 generation 1": ["31182f7b1a932c99", "57a4562960aa0f4f"],
  "centos-8 x64 generation 2": ["b7978cf7a807d667", "c9fb23db1b618ce7"],
  "rhel-7 x64 generation 1": ["9187cdddc54fbbf2", "21046a6d61e4ed80"],
  "rhel-7 x64 generation 2": ["45e2dffa55d308c9", "31dd83730190d442"],
  "rhel-8 x64 generation 1": ["65e4f489e668266c", "3087ff75eef8b431"],
  "rhel-8 x64 generation 2": ["bc93777932faf6be", "dd1a9731d8e91d51"],
  "rhel-8 arm64 generation 2": ["87c2a3325e160093", "728f89ce68ca4d98"],
  "rhel-9 x64 generation 1": ["2aac4da1f8c49c80", "7e6bf0ba4eae66c3"],
  "rhel-9 x64 generation 2": ["1d2da1cc19b5a6bf", "8109e046e1305bdd"],
  "rhel-9 arm64 generation 2": ["ae225c0369831ec3", "912ebe15a08f9af5"],
  "rhel-10 x64 generation 1": ["8e5019654daaae5c", "630ab079fc6003e6"],
  "rhel-10 x64 generation 2": ["a583f7cce9f81f2e", "e16b3d1c4aab282e"],
  "rhel-10 arm64 generation 2": ["d5840ebf0446ec02", "14d0fb9838b5baff"],
  "almalinux-8 x64 generation 1": ["0842a93f88b0d972", "3de2cb8fb7a3bec8"],
  "almalinux-8 x64 generation 2": ["eb3bc9c291a61c01", "178233d9c5263579"],
  "almalinux-8 arm64 generation 2": ["3369e41296cd8110", "4e4941d301bf0a08"],
  "almalinux-9 x64 generation 1": ["c8e1e9de49113d23", "f7b19a8b561a7203"],
  "almalinux-9 x64 generation 2": ["82184d0af34b57a3", "85acb665dc4ad5fb"],
  "almalinux-9 arm64 generation 2": ["edc4dbcb2bbfb8f0", "4ac2bf622dc6ae76"],
  "almalinux-10 x64 generation 1": ["35f048eea79072fe", "b9ddb9ae3512028c"],
  "almalinux-10 x64 generation 2": ["5781e667ee3c08c7", "defb13618a5c263c"],
  "almalinux-10 arm64 generation 2": ["9214ea71ab132978", "d9154428005545bd"],
  "rocky-8 x64 generation 1": ["5682a7d71f347028", "54daaa9e5a955d18"],
  "rocky-8 x64 generation 2": ["16478db505337d87", "a683230b316dc100"],
  "rocky-8 arm64 generation 2": ["b8112002c389b507", "e73c247557932a8e"],
  "rocky-9 x64 generation 1": ["f79aaca59ce3356a", "5a1b6037a58061fb"],
  "rocky-9 x64 generation 2": ["c47f0c755c6e3986", "20e15eb6db20d4bb"],
  "rocky-9 arm64 generation 2": ["b0eae7bc582c6d5b", "7d27ddaa955fe8d4"],
  "rocky-10 x64 generation 1": ["f4cf75267293f58f", "d16c3401da8e8771"],
  "rocky-10 x64 generation 2": ["dc276613a244caa5", "484ac4efadf1e090"],
  "rocky-10 arm64 generation 2": ["328ef022767e2462", "e34dbab3ae147994"],
  "oracle-8 x64 generation 1": ["1c2f0134fe450363", "3779f1f6b8816c54"],
  "oracle-8 x64 generation 2": ["baee553cbf4988a9", "7711ce22fe344a88"],
  "oracle-8 arm64 generation 2": ["48aff932f06fb641", "53216a2fb137944e"],
  "oracle-9 x64 generation 1": ["e8fa33d3f47925a8", "ab3bb88c51939267"],
  "oracle-9 x64 generation 2": ["493f84c159782e6c", "fc99e12e12802b50"],
  "oracle-9 arm64 generation 2": ["d160d0a36267c2a1", "2913c4995d5a62ff"],
  "ubuntu-20.04 x64 generation 1": ["d5143c7424963882", "7b80295d17d7ece4"],
  "ubuntu-20.04 x64 generation 2": ["3923bc8fc2721e9d", "93298cfddaab1754"],
  "ubuntu-20.04 arm64 generation 2": ["57250b29b3ad499e", "0ce4d85636f99953"],
  "ubuntu-22.04 x64 generation 1": ["e1632563e8c8327b", "539b6bc179db2e73"],
  "ubuntu-22.04 x64 generation 2": ["a9c540d00f6b48a2", "df77fe9d054ab85f"],
  "ubuntu-22.04 arm64 generation 2": ["5ffb814b5a6270dc", "a8be0922e1cfa16e"],
  "ubuntu-24.04 x64 generation 1": ["cbcc3df6d9699018", "3542da2cee6e7e57"],
  "ubuntu-24.04 x64 generation 2": ["b6164246a20fdbbb", "b6ca4d78277c189d"],
  "ubuntu-24.04 arm64 generation 2": ["503d43fe5e587fcc", "6bdd78eb6b48bce8"],
  "ubuntu-26.04 x64 generation 1": ["c35862ce7aa059cc", "a986d2455803eaf5"],
  "ubuntu-26.04 x64 generation 2": ["2ddda007daab97f2", "ceee7c1d1034c62d"],
  "ubuntu-26.04 arm64 generation 2": ["812e97303c49b264", "edd26034de3b6022"],
  "debian-11 x64 generation 1": ["2143f2a0e445123e", "8c2d72e812ba49ab"],
  "debian-11 x64 generation 2": ["3698f0e7ec7e234a", "48e5b3c1e637eb4f"],
  "debian-12 x64 generation 1": ["cd0f499d8e33017e", "1d650edb90532bfe"],
  "debian-12 x64 generation 2": ["7d923fb2202ab617", "664e1425895f85cc"],
  "debian-12 arm64 generation 2": ["eddd2d07acbebb77", "5dfb0760d04953ee"],
  "debian-13 x64 generation 1": ["c96be576011ca8fc", "c97d8a592222bc06"],
  "debian-13 x64 generation 2": ["ab652f4d399aea55", "fd1846feefde052b"],
  "debian-13 arm64 generation 2": ["e4492db8c80d72de", "abbf2e9d2429b8e8"],
  "centos-6 x64 generation 1 on Hyper-V before 2012 R2": ["f8cbaff128521d24", "4c47a080644d8c5d"],
};

describe("revision 1", () => {
  it("holds every platform", () => {
    assert.deepEqual(Object.keys(revision1), platforms.map(titleOf));
  });

  for (const platform of platforms) {
    it(`gives the same bytes for ever on ${titleOf(platform)}, because other bytes would replace the VM`, () => {
      const digests = [{}, everyOption(platform)].map((options) => digestOf(platform, options));
      assert.deepEqual(digests, revision1[titleOf(platform)]);
    });
  }
});

function digestOf(platform: Platform, options: CrashDumpOptions): string {
  const { reserve, configure, files, unit, packages, kdumpConfiguration } = harden(platform, options);
  const all = JSON.stringify([reserve, configure, files, unit, packages, kdumpConfiguration]);
  return createHash("sha256").update(all).digest("hex").slice(0, 16);
}
