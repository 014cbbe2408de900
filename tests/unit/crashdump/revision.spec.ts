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
  "centos-6 x64 generation 1": ["12b7770872d7c161", "cd705266422e50f9"],
  "centos-7 x64 generation 1": ["85ff2692eddb2457", "d3dd2709f3508580"],
  "centos-7 x64 generation 2": ["675cc59f94d942ba", "2934022a7d6151bd"],
  "centos-8 x64 generation 1": ["19530ad00b227d13", "9b2cb681c4614d19"],
  "centos-8 x64 generation 2": ["16351522406775f1", "f12e5788e6d591cd"],
  "rhel-7 x64 generation 1": ["fd6c465f7087e160", "d6fee2e9ea2ff0b3"],
  "rhel-7 x64 generation 2": ["310e25530b899e7e", "6548018d4b04ef9e"],
  "rhel-8 x64 generation 1": ["3bfb21e1ad977396", "7a02aee4320ccc0d"],
  "rhel-8 x64 generation 2": ["0b1cf12884676935", "7741fa7a373b4621"],
  "rhel-8 arm64 generation 2": ["a32eb985e5c7cc6f", "64f40b8da3e48a02"],
  "rhel-9 x64 generation 1": ["a0c534e13c954431", "bbb8b3ce920d9108"],
  "rhel-9 x64 generation 2": ["cf231438875c1426", "76a0b0b84694c95c"],
  "rhel-9 arm64 generation 2": ["ee0949a1d0066eb7", "0dcd842fb21508eb"],
  "rhel-10 x64 generation 1": ["39cf90d4aaada4e8", "7fafb2824ce9b4eb"],
  "rhel-10 x64 generation 2": ["46866e28780969a2", "e8e3b2ffc4c2873b"],
  "rhel-10 arm64 generation 2": ["567a1ad0f1f33ff9", "00772c5a296d9fb6"],
  "almalinux-8 x64 generation 1": ["709ba9ecc6e3e8b4", "c412042f91dce90d"],
  "almalinux-8 x64 generation 2": ["654287d6072a0c01", "1c2f74f5760e45da"],
  "almalinux-8 arm64 generation 2": ["091c44a0711f0259", "0a0b910c0c698459"],
  "almalinux-9 x64 generation 1": ["2772cd48dbcd6b8c", "809344fc1989e14c"],
  "almalinux-9 x64 generation 2": ["3bdc7c23fb2dc0aa", "b31b392c394281af"],
  "almalinux-9 arm64 generation 2": ["414f9816c964c53c", "f4f4f0e9ac252c9c"],
  "almalinux-10 x64 generation 1": ["a65360e03f4e96d2", "77c1f2e8805d13ce"],
  "almalinux-10 x64 generation 2": ["4e10c42912eac422", "e0dfe6c49f3019a2"],
  "almalinux-10 arm64 generation 2": ["fc8a690bed6c6b00", "fc9c8b70c0a10fed"],
  "rocky-8 x64 generation 1": ["1f5879f6004db3b3", "e6ff62f8eccccd0f"],
  "rocky-8 x64 generation 2": ["b5278ac6dbc0513b", "ff490b43d6f18bff"],
  "rocky-8 arm64 generation 2": ["66fc3eef27aafb76", "c8e7d0284647c68b"],
  "rocky-9 x64 generation 1": ["b5d8e9bdc017e448", "0fbc9c897277ddcf"],
  "rocky-9 x64 generation 2": ["dad2a70dadd2aa3c", "2367980977a10e24"],
  "rocky-9 arm64 generation 2": ["60b975fd0d634a38", "bf97d9254ccf2dd5"],
  "rocky-10 x64 generation 1": ["b39ea58e7bd449ac", "44fe52e8330f6302"],
  "rocky-10 x64 generation 2": ["8731c25ad9a7d57d", "09e3ef9d8b447df9"],
  "rocky-10 arm64 generation 2": ["870d610792ffe6ec", "69fecdc92715aa7a"],
  "oracle-8 x64 generation 1": ["ccd6bacd8577131a", "3989053748ea82d7"],
  "oracle-8 x64 generation 2": ["ce4bc50db5d14d5c", "0c6ee2622b6a4c7b"],
  "oracle-8 arm64 generation 2": ["a5e46a983d1f82aa", "b02ad9d8e476fc47"],
  "oracle-9 x64 generation 1": ["e31f601b8c2539b2", "9aacbf89a66f1918"],
  "oracle-9 x64 generation 2": ["dec29e10df0f1414", "8b7799d6e1b0fe12"],
  "oracle-9 arm64 generation 2": ["4040ebdd775ee89c", "8c6babe18f2ad865"],
  "ubuntu-20.04 x64 generation 1": ["35bb0f96342492af", "fad715f6dc4f906f"],
  "ubuntu-20.04 x64 generation 2": ["0a36e99549385d36", "8261a7a0b2ee2fff"],
  "ubuntu-20.04 arm64 generation 2": ["498a32713d594be2", "e628983ea2247905"],
  "ubuntu-22.04 x64 generation 1": ["ab01b39f75a693e5", "72eb31ba51577d70"],
  "ubuntu-22.04 x64 generation 2": ["ee261696489739aa", "2efc300484979cf2"],
  "ubuntu-22.04 arm64 generation 2": ["5c78f053476c9adf", "9a393d39bdcb17f9"],
  "ubuntu-24.04 x64 generation 1": ["05ae2f876ae62fbc", "b84f62e16635ea0e"],
  "ubuntu-24.04 x64 generation 2": ["2d6a656180cf1c0d", "dc11791ea38e7e78"],
  "ubuntu-24.04 arm64 generation 2": ["fb41a878790b9d25", "3410f89a30aed882"],
  "ubuntu-26.04 x64 generation 1": ["a81310c24ca95df7", "fef0219018e8c9ba"],
  "ubuntu-26.04 x64 generation 2": ["3cec3e7035ba5c8d", "d8eadbfe420a16f9"],
  "ubuntu-26.04 arm64 generation 2": ["de1539ddf67c4954", "255ef7709ab35ab2"],
  "debian-11 x64 generation 1": ["732a95cd528da6a7", "b55bd2ae99fd9c48"],
  "debian-11 x64 generation 2": ["3af0b309bd3bca1d", "b97e59a97f63c7aa"],
  "debian-12 x64 generation 1": ["8758b1f0eb660b3d", "c9c2300faceec85d"],
  "debian-12 x64 generation 2": ["8b2f55f276ca51eb", "2f0157f1cf032b2c"],
  "debian-12 arm64 generation 2": ["5d751e3ef4c0532a", "6a80db3b0df9c2fc"],
  "debian-13 x64 generation 1": ["27c175d48f832f4e", "97d70e2657d69899"],
  "debian-13 x64 generation 2": ["315b25940cfc7103", "6976fab0293e8e82"],
  "debian-13 arm64 generation 2": ["966afcfcd2e4e3e5", "0129f60836648e9f"],
  "centos-6 x64 generation 1 on Hyper-V before 2012 R2": ["1ac0b177e7dc3d8d", "cd5007cff2b6a072"],
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
