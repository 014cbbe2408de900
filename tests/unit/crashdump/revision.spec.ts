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
  "centos-6 x64 generation 1": ["bf737cccba8d8ac6", "67f6641e410b61a6"],
  "centos-7 x64 generation 1": ["c2738ec241569e6c", "784f25a6266c7c18"],
  "centos-7 x64 generation 2": ["02f42c9d0859bcd4", "0acfc1d0766a5508"],
  "centos-8 x64 generation 1": ["c3804b1955226bfb", "0aad36aee1dd2da4"],
  "centos-8 x64 generation 2": ["e4d7a6b8b08b32c1", "2d0a0e56ecd8ceaf"],
  "rhel-7 x64 generation 1": ["455be090ae951af9", "f3a4df92782c4fc1"],
  "rhel-7 x64 generation 2": ["6868d027ecfefa06", "09753c9bb1ddda45"],
  "rhel-8 x64 generation 1": ["cf5d752911c6fbe1", "6a2861da1d4e4f0e"],
  "rhel-8 x64 generation 2": ["3dda0c29ac409935", "145c9b26929b5706"],
  "rhel-8 arm64 generation 2": ["2ff536d8adce12c0", "9b11d2931403dfac"],
  "rhel-9 x64 generation 1": ["b8bb8a7a074c14c7", "47d09d86da7f1e61"],
  "rhel-9 x64 generation 2": ["b39eca98642decdc", "a82b27b777d372e2"],
  "rhel-9 arm64 generation 2": ["abc320cce7f125ee", "563eb2b5bc417b1c"],
  "rhel-10 x64 generation 1": ["8442f7a62bbeaae0", "121b16a9f4b36f2c"],
  "rhel-10 x64 generation 2": ["7aefcbedcbf3614d", "f0869cb9ca0f52a7"],
  "rhel-10 arm64 generation 2": ["85a68e35e032b69b", "1ef7b105424445fe"],
  "almalinux-8 x64 generation 1": ["353d656f00de9f0d", "99347daef36b273e"],
  "almalinux-8 x64 generation 2": ["b7fcc9589102510b", "8673e18fee858dbc"],
  "almalinux-8 arm64 generation 2": ["77461a5dfcc4f360", "e95dad86d6f744d9"],
  "almalinux-9 x64 generation 1": ["b61127979a038815", "f10191c8d1478b03"],
  "almalinux-9 x64 generation 2": ["407cbd2104e1a4b1", "627336858e722803"],
  "almalinux-9 arm64 generation 2": ["12986b376acbe885", "98317462e1b4e950"],
  "almalinux-10 x64 generation 1": ["c8292b6e18762730", "150a3d543e08e5ec"],
  "almalinux-10 x64 generation 2": ["1dd6e3f0cd65354f", "61bfbea24c9495c2"],
  "almalinux-10 arm64 generation 2": ["139af562b4c212d6", "235c4fc1c2152377"],
  "rocky-8 x64 generation 1": ["b16ab33d9731ef26", "389252348eea9b11"],
  "rocky-8 x64 generation 2": ["fb8dc8e1e7a7cb3d", "3e9d0d28f5244b7e"],
  "rocky-8 arm64 generation 2": ["92752a627f0d22ed", "6036675f6bd7e160"],
  "rocky-9 x64 generation 1": ["439e56b4640392ab", "db0ad6708c015998"],
  "rocky-9 x64 generation 2": ["6ce216a0a7d3bd57", "127a45f339b78eee"],
  "rocky-9 arm64 generation 2": ["a2567afd81522001", "9826a79bd6ddd851"],
  "rocky-10 x64 generation 1": ["1bdc2b394f96e1a2", "52f2262eb604d2fd"],
  "rocky-10 x64 generation 2": ["d43d0343658d1bb3", "7a1b2837d742feb4"],
  "rocky-10 arm64 generation 2": ["8e665df789dfdabd", "0147c2b28ce8c4fe"],
  "oracle-8 x64 generation 1": ["93408835b373f4f7", "904c7ed53ad1442d"],
  "oracle-8 x64 generation 2": ["3981b744fe45e8a2", "df6c9350c7fe594e"],
  "oracle-8 arm64 generation 2": ["ac43d2835bd75bcf", "ae1cd696d117f3f0"],
  "oracle-9 x64 generation 1": ["0f1e6e59d86c4a7c", "badc3046c46dc5f2"],
  "oracle-9 x64 generation 2": ["5675dbf471558142", "86a277d2d69050f1"],
  "oracle-9 arm64 generation 2": ["3a12496aaa003aea", "21e4df189f14384f"],
  "ubuntu-20.04 x64 generation 1": ["a969f5d526833baa", "c8a7f0349ac7d0e6"],
  "ubuntu-20.04 x64 generation 2": ["22719a6ace6fa826", "8063d895a8172331"],
  "ubuntu-20.04 arm64 generation 2": ["57a6bae10568c230", "7f67904b1d70dac0"],
  "ubuntu-22.04 x64 generation 1": ["de7cb2a8d0cca8b0", "d9740153dffffe2e"],
  "ubuntu-22.04 x64 generation 2": ["2a09d0e63bb6900d", "9a14c4f80073986a"],
  "ubuntu-22.04 arm64 generation 2": ["e7bd136fb59907c9", "fea35ed3fdf08258"],
  "ubuntu-24.04 x64 generation 1": ["d47697b6a30090b5", "93e5e0342b56f5f7"],
  "ubuntu-24.04 x64 generation 2": ["c35f8f3766e63bc6", "b6a608d4b3c45f42"],
  "ubuntu-24.04 arm64 generation 2": ["ff1ac2a2c46daa74", "9e0c8e9338fe021f"],
  "ubuntu-26.04 x64 generation 1": ["e55be1963e45ebad", "f26076a1af5bea7e"],
  "ubuntu-26.04 x64 generation 2": ["4e757e7ba9d9d97a", "c459142b22af07a3"],
  "ubuntu-26.04 arm64 generation 2": ["26a367ba76eb25cb", "79b1125e284feebf"],
  "debian-11 x64 generation 1": ["1c0d9f0261b0d337", "2e3235cb5021aae6"],
  "debian-11 x64 generation 2": ["c2f33f821e5d7e24", "238395ab9f46e157"],
  "debian-12 x64 generation 1": ["72ce216017dc2b75", "e484a99ec0383d50"],
  "debian-12 x64 generation 2": ["7f1ba4cdcaaf535e", "99360226f1512ec3"],
  "debian-12 arm64 generation 2": ["68bad5a8e172965e", "efb941f9411d2fcc"],
  "debian-13 x64 generation 1": ["35cd679c08ca6106", "4a9505e862979c8d"],
  "debian-13 x64 generation 2": ["de37b932f4de429e", "ab0c78f822933a57"],
  "debian-13 arm64 generation 2": ["322127fd89948e41", "fecb28f4b2ec0bb3"],
  "centos-6 x64 generation 1 on Hyper-V before 2012 R2": ["d94818dafbe8d641", "854ef6e6b5138204"],
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
