import { debianByHand } from "../../unit/crashdump/by-hand";
import { encoded } from "../../unit/platforms";
import { hardened, images, vm } from "../../unit/policies/vms";
import { type Declarations, hardenedFor, image, linuxVm, types, unhardened } from "./declaration";

const custom = images.golden.id;
/** Enough on Ubuntu, whose kernel reboots by itself, and not on what else an image may hold. */
const withoutPanic = debianByHand([/^echo 'kernel.panic.*\n/m, ""]);

/** Images that are not what they look like, and hardening for another one. */
export const imagesNotHardened: Declarations = {
  "a custom image with the names of Ubuntu beside it": {
    props: vm({ customData: withoutPanic, image: { ...images.ubuntu, id: custom } }),
    reports: ["fully-judged"],
    says: /golden is not known/,
  },
  "a community image with the names of Ubuntu beside it": {
    props: vm({
      customData: withoutPanic,
      image: { ...images.ubuntu, communityGalleryImageId: "/CommunityGalleries/x" },
    }),
    reports: ["fully-judged"],
  },
  "a shared image with the names of Ubuntu beside it": {
    props: vm({ customData: withoutPanic, image: { ...images.ubuntu, sharedGalleryImageId: "/SharedGalleries/x" } }),
    reports: ["fully-judged"],
  },
  "a VHD with the names of Ubuntu beside it": {
    props: vm({
      customData: withoutPanic,
      image: images.ubuntu,
      osDisk: { image: { uri: "https://x.blob.core.windows.net/os.vhd" } },
    }),
    reports: ["fully-judged"],
  },
  "a publisher that only looks like Debian's": {
    props: vm({ customData: debianByHand(), image: image("Debian-evil:debian-12:12-gen2") }),
    reports: ["fully-judged"],
    says: /Debian-evil:debian-12:12-gen2 is not known/,
  },
  "a publisher that only begins like Rocky's": {
    props: vm({ customData: debianByHand(), image: image("erockyenterpriseevil:rockylinux-9:rockylinux-9") }),
    reports: ["fully-judged"],
  },
  "an image of Debian's that the pack does not know": {
    props: vm({ customData: debianByHand(), image: image("Debian:debian-sid:sid-gen2") }),
    reports: ["fully-judged"],
  },
  "RHEL 7, pinned before its cloud-init": {
    props: vm({ customData: hardenedFor("rhel-7"), image: image("RedHat:RHEL:7lvm-gen2:7.4.2018010506") }),
    reports: ["platform-supports-kdump", "release-supported"],
    says: /nothing in the image .* reads customData/,
  },
  "CentOS 7.6, whose agent hands customData to nobody": {
    props: vm({ customData: hardenedFor("centos-7", "x64", 1), image: images.centos76 }),
    reports: ["platform-supports-kdump", "release-supported"],
  },
  "Debian 12's hardening on Debian 11": {
    props: vm({ customData: hardened(), image: images.debian11 }),
    reports: ["kdump-configured", "release-supported"],
    says: /made for debian-12, and the image is debian-11/,
  },
  "EL 9's hardening on EL 8": {
    props: vm({ customData: hardenedFor("almalinux-9"), image: image("almalinux:almalinux-x86_64:8-gen2") }),
    reports: ["kdump-conf-valid", "kdump-configured"],
    says: /does not know `auto_reset_crashkernel`/,
  },
  "generation 1's hardening on EL 7 of generation 2, whose boot loader reads another file": {
    props: vm({ customData: hardenedFor("centos-7", "x64", 1), image: images.centos }),
    reports: ["early-panic-reboots", "kdump-configured", "release-supported"],
    says: /centos-7 of generation 1, and the image is centos-7 of generation 2/,
  },
  "x64's hardening on arm64, whose kernel has no kexec_file_load": {
    props: vm({ customData: hardened(), image: images.debianArm, vmSize: "Standard_D4ps_v5" }),
    reports: ["kexec-not-blocked"],
  },
  "Debian's hardening on an image in the marketplace's own capitals, of EL": {
    props: vm({ customData: hardened(), image: image("REDHAT:rhel:9-LVM-GEN2") }),
    reports: ["crashkernel-reserved", "early-panic-reboots", "kdump-configured"],
  },
  "a marketplace image with a plan, and no hardening": {
    props: { ...vm({ image: image("resf:rockylinux-x86_64:9-base") }), plan: { name: "9-base", publisher: "resf" } },
    reports: ["advice", "panic-reboots"],
  },
  "Windows as the disk says, and Debian as the image does": {
    props: vm({ osDisk: { osType: "Windows" } }),
    reports: unhardened,
  },
  "Windows as the configuration says, and Debian as the image does": {
    props: { ...vm(), osProfile: { windowsConfiguration: {} } },
    reports: unhardened,
  },
  "the classic Windows VM on Debian's image": {
    type: "azure:compute/windowsVirtualMachine:WindowsVirtualMachine",
    props: linuxVm({ licenseType: "Windows_Server" }),
    reports: unhardened,
  },
  "a classic VM whose image id has Debian's names beside it": {
    type: types.linuxVm,
    props: linuxVm({ sourceImageId: custom, customData: debianByHand() }),
    reports: ["fully-judged"],
  },
  "a custom image that customData leaves hanging": {
    props: vm({ customData: encoded("#!/bin/sh\necho kernel.panic=0 >/etc/sysctl.d/9.conf\n"), image: images.golden }),
    reports: ["fully-judged", "panic-reboots"],
  },
};

export const imagesHardened: Declarations = {
  "Debian in the capitals of a script": {
    props: vm({ customData: hardened(), image: image("DEBIAN:Debian-12:12-GEN2") }),
    reports: [],
  },
  "an image with an empty id, as a form leaves it": {
    props: vm({ customData: hardened(), image: { ...images.debian, id: "" } }),
    reports: [],
  },
  "a pinned version of Debian": {
    props: vm({ customData: hardened(), image: image("Debian:debian-12:12-gen2:0.20260901.2500") }),
    reports: [],
  },
  "a daily image of Debian": {
    props: vm({ customData: hardened(), image: image("Debian:debian-12-daily:12-gen2") }),
    reports: [],
  },
  "an SKU of RHEL that came after this pack": {
    props: vm({ customData: hardenedFor("rhel-9"), image: image("RedHat:RHEL:99-gen2") }),
    reports: [],
  },
  "Rocky of the deprecated publisher": {
    props: vm({
      customData: hardenedFor("rocky-9"),
      image: image("erockyenterprisesoftwarefoundationinc1653071250513:rockylinux-9:rockylinux-9"),
    }),
    reports: [],
  },
  "a custom image with our own hardening for what it holds": {
    props: vm({ customData: hardened(), image: images.golden }),
    reports: [],
  },
  "the same by userData": { props: vm({ userData: hardened(), image: images.golden }), reports: [] },
  "a VHD with our own hardening": {
    props: vm({ customData: hardened(), image: {}, osDisk: { image: { uri: "https://x/os.vhd" } } }),
    reports: [],
  },
  "generation 1's hardening on Debian of generation 2, where it does the same": {
    props: vm({ customData: hardenedFor("debian-12", "x64", 1) }),
    reports: [],
  },
  "EL 9 of another vendor than the image's, by hand": {
    props: vm({ customData: hardenedFor("rhel-9"), image: images.redHat }),
    reports: [],
  },
  "Windows, as everything says": {
    props: {
      ...vm({ image: image("MicrosoftWindowsServer:WindowsServer:2022-datacenter-g2") }),
      osProfile: { windowsConfiguration: {} },
    },
    reports: [],
  },
};
