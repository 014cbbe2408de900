import assert from "node:assert/strict";
import { type ReleaseName, releaseOf } from "azure-kdump-core";

function releaseOfUrn(urn: string): ReleaseName | undefined {
  const [publisher = "", offer = "", sku = ""] = urn.split(":");
  return releaseOf({ publisher, offer, sku });
}

describe("releaseOf", () => {
  const known: Readonly<Partial<Record<ReleaseName, readonly string[]>>> = {
    "centos-6": ["OpenLogic:CentOS:6.10", "OpenLogic:CentOS:6.5", "OpenLogic:CentOS-HPC:6.8", "openlogic:centos:6_10"],
    "centos-7": [
      "OpenLogic:CentOS:7.4",
      "OpenLogic:CentOS:7_9",
      "OpenLogic:CentOS:7_9-gen2",
      "OpenLogic:CentOS:7_9-arm64",
      "OpenLogic:CentOS-LVM:7-LVM",
      "OpenLogic:CentOS-LVM:7-lvm-gen2",
      "OpenLogic:CentOS-HPC:7_9-gen2",
      "OpenLogic:CentOS-CI:7-CI",
    ],
    "centos-8": ["OpenLogic:CentOS:8_5-gen2", "OpenLogic:CentOS-LVM:8-lvm-gen2", "OpenLogic:CentOS-HPC:8_1"],
    "rhel-7": [
      "RedHat:RHEL:7-LVM",
      "RedHat:RHEL:7-RAW",
      "RedHat:RHEL:7lvm-gen2",
      "RedHat:RHEL:7.9",
      "RedHat:RHEL:7_9",
      "RedHat:RHEL:79-gen2",
      "RedHat:RHEL-SAP-HA:7.9",
      "RedHat:rhel-byos:rhel-lvm79",
    ],
    "rhel-8": [
      "RedHat:RHEL:8-lvm",
      "RedHat:RHEL:8-lvm-gen2",
      "RedHat:RHEL:8_6",
      "RedHat:RHEL:86-gen2",
      "RedHat:RHEL:810-gen2",
      "RedHat:rhel-raw:8-raw-gen2",
      "RedHat:rhel-arm64:8_6-arm64",
      "RedHat:RHEL-SAP-APPS:810sapapps-gen2",
      "RedHat:rhel-byos:rhel-lvm88-gen2",
    ],
    "rhel-9": [
      "RedHat:RHEL:9-lvm-gen2",
      "RedHat:RHEL:95_gen2",
      "RedHat:RHEL:96-gen2",
      "RedHat:RHEL:9_3_cvm",
      "RedHat:rhel-arm64:9_5-arm64",
      "RedHat:RHEL-SAP-HA:96sapha-gen2",
      "RedHat:RHEL-HA:9_4",
      "RedHat:rhel-byos:rhel-raw94-gen2",
    ],
    "rhel-10": [
      "RedHat:RHEL:10-lvm",
      "RedHat:RHEL:10-lvm-gen2",
      "RedHat:RHEL:10_0",
      "RedHat:RHEL:100-gen2",
      "RedHat:RHEL:101-gen2",
      "RedHat:rhel-raw:10-raw-gen2",
      "RedHat:rhel-arm64:10_1-arm64",
    ],
    "almalinux-8": ["almalinux:almalinux-x86_64:8-gen1", "almalinux:almalinux-hpc:8_7-hpc-gen2"],
    "almalinux-9": [
      "almalinux:almalinux-x86_64:9_5-gen2",
      "almalinux:almalinux-arm:9-arm-gen2",
      "almalinux:almalinux:9-gen2",
    ],
    "almalinux-10": ["almalinux:almalinux-x86_64:10-gen2", "almalinux:almalinux-arm:10-arm-gen2"],
    "rocky-8": ["resf:rockylinux-x86_64:8-lvm", "resf:rockylinux-aarch64:rockylinux-aarch64-8-raw"],
    "rocky-9": [
      "resf:rockylinux-x86_64:9-base",
      "RESF:RockyLinux-x86_64:9-LVM",
      "resf:rockylinux-aarch64:rockylinux-aarch64-9",
      "erockyenterprisesoftwarefoundationinc1653071250513:rockylinux-9:rockylinux-9",
    ],
    "rocky-10": ["resf:rockylinux-x86_64:10-base"],
    "oracle-8": [
      "Oracle:Oracle-Linux:ol810-lvm-gen2",
      "Oracle:Oracle-Linux:ol8_2-gen2",
      "Oracle:Oracle-Linux:81-gen2",
      "Oracle:Oracle-Linux:ol810-arm64-lvm-gen2",
    ],
    "oracle-9": [
      "Oracle:Oracle-Linux:ol94-arm64-lvm-gen2",
      "oracle:oracle-linux:ol9-lvm",
      "Oracle:Oracle-Linux:ol98-lvm",
    ],
    "ubuntu-20.04": [
      "Canonical:0001-com-ubuntu-server-focal:20_04-lts",
      "Canonical:0001-com-ubuntu-server-focal-daily:20_04-daily-lts-gen2",
      "Canonical:0001-com-ubuntu-pro-focal-fips:pro-fips-20_04-gen2",
      "Canonical:0001-com-ubuntu-minimal-focal:minimal-20_04-lts",
      "Canonical:ubuntu-20_04-lts:server",
    ],
    "ubuntu-22.04": [
      "Canonical:0001-com-ubuntu-server-jammy:22_04-lts-arm64",
      "Canonical:0001-com-ubuntu-pro-jammy:pro-22_04-lts-gen2",
      "Canonical:0001-com-ubuntu-confidential-vm-jammy:22_04-lts-cvm",
      "Canonical:ubuntu-22_04-lts:minimal",
    ],
    "ubuntu-24.04": [
      "Canonical:ubuntu-24_04-lts:server",
      "Canonical:ubuntu-24_04-lts:ubuntu-pro-gen1",
      "Canonical:ubuntu-24_04-lts-daily:server-arm64",
      "canonical:UBUNTU-24_04-LTS:minimal-arm64",
    ],
    "ubuntu-26.04": ["Canonical:ubuntu-26_04-lts:server-gen1"],
    "debian-11": ["Debian:debian-11:11-backports-gen2", "Debian:debian-11-daily:11"],
    "debian-12": ["Debian:debian-12:12-arm64", "Debian:debian-12-daily:12-gen2", "debian:DEBIAN-12:12-backports-arm64"],
    "debian-13": ["Debian:debian-13:13-gen2", "Debian:debian-13:13"],
  };
  for (const [release, urns] of Object.entries(known)) {
    for (const urn of urns) {
      it(`takes ${urn} for ${release}`, () => {
        assert.equal(releaseOfUrn(urn), release);
      });
    }
  }

  const unknown: readonly string[] = [
    "",
    "::",
    "OpenLogic:CentOS:",
    "OpenLogic:CentOS:5.11",
    "OpenLogic:CentOS:79",
    "OpenLogic:CentOSStream:8",
    "NotOpenLogic:CentOS:7_9",
    "RedHat:RHEL:6.10",
    "RedHat:RHEL:69",
    "RedHat:RHELX:8-lvm",
    "RedHat:jboss-eap-rhel:jboss-eap-74-rhel8",
    "RedHat:RHEL:latest",
    "RedHat:RHEL:20240101",
    "almalinux:almalinux-x86_64:11-gen2",
    "almalinux:almalinux-x86_64:9gen2",
    "almalinux:almalinux-kitten:10-gen2",
    "resf:rockylinux-x86_64:base",
    "resf:rockylinux-ppc64le:9-base",
    "ciq:rocky:9",
    "erockyenterpriseevil:rockylinux-9:rockylinux-9",
    "Oracle:Oracle-Linux:ol79-lvm",
    "Oracle:Oracle-Linux:ol10-lvm-gen2",
    "Oracle:Oracle-Database-Ee:ol8",
    "Canonical:UbuntuServer:18.04-LTS",
    "Canonical:0001-com-ubuntu-server-bionic:18_04-lts",
    "Canonical:ubuntu-24_10:server",
    "Canonical:ubuntu-24_04-lts:",
    "Canonical:ubuntu-24_04-ltsx:server",
    "Canonical:0001-com-ubuntu-server-jammy:22_10",
    "Debian:debian-10:10",
    "Debian:debian-12:13-gen2",
    "Debian:debian-12:120",
    "Debian:debian-sid-daily:sid",
    "credativ:Debian:9",
    "MicrosoftWindowsServer:WindowsServer:2022-datacenter",
    "constructor:constructor:constructor",
  ];
  for (const urn of unknown) {
    it(`does not know "${urn}"`, () => {
      assert.equal(releaseOfUrn(urn), undefined);
    });
  }

  it("does not know an image without a name", () => {
    assert.equal(releaseOf({}), undefined);
  });
});
