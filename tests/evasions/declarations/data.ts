import { debianByHand } from "../../unit/crashdump/by-hand";
import { encoded } from "../../unit/platforms";
import { hardened, images, unknownString, vm } from "../../unit/policies/vms";
import { type Declarations, hardenedFor, linuxVm, olderVm, types, unhardened } from "./declaration";

const nothing = encoded("#cloud-config\n{}\n");
const wholly = debianByHand(["crashkernel=512M", "crashkernel=512M panic=10"]);
const text = (base64: string) => Buffer.from(base64, "base64").toString("utf8");

/** Hardening in the field that cloud-init does not read, or in a form that it cannot. */
export const dataNotHardened: Declarations = {
  "the hardening in userData, beside another customData": {
    props: vm({ customData: nothing, userData: hardened() }),
    reports: [...unhardened, "cloud-init-effective"],
    says: /cloud-init ignores userData/,
  },
  "the hardening in userData, beside a customData of one line end": {
    props: vm({ customData: "Cg==", userData: hardened() }),
    reports: [...unhardened, "cloud-init-effective"],
  },
  "the hardening in userData, of a release that does not read it": {
    props: vm({ userData: hardenedFor("debian-11"), image: images.debian11 }),
    reports: [...unhardened, "cloud-init-effective", "release-supported"],
    says: /20\.4\.1 of debian-11 does not read userData/,
  },
  "customData that is not base64": {
    props: vm({ customData: text(debianByHand()) }),
    reports: [...unhardened, "cloud-init-effective"],
    says: /customData is not base64, and Azure takes nothing else/,
  },
  "customData in base64 of base64": {
    props: vm({ customData: encoded(hardened()) }),
    reports: [...unhardened, "cloud-init-effective"],
  },
  "customData of more bytes than Azure takes": {
    props: vm({ customData: encoded(`${text(debianByHand())}${"# padding\n".repeat(7000)}`) }),
    reports: ["cloud-init-effective", "early-panic-reboots", "kdump-configured"],
    says: /Azure takes 65535/,
  },
  "classic customData as plain text, which the provider refuses": {
    type: types.linuxVm,
    props: linuxVm({ customData: text(debianByHand()) }),
    reports: [...unhardened, "cloud-init-effective"],
  },
  "older classic customData of a text that happens to be base64": {
    type: types.olderVm,
    props: olderVm({ customData: "disable/kdump/now=" }),
    reports: [...unhardened, "cloud-init-effective"],
  },
  "older classic customData that says it is a secret": {
    type: types.olderVm,
    props: olderVm({ customData: "[secret]" }),
    reports: ["fully-judged"],
    says: /osProfile\.customData is "\[secret\]"/,
  },
  "a whole osProfile that is a secret": {
    props: { ...vm(), osProfile: "[secret]" },
    reports: ["fully-judged"],
  },
  "userData that undoes what a custom image may hold": {
    props: vm({
      userData: encoded("#!/bin/sh\necho kernel.panic=0 >/etc/sysctl.d/9.conf\n"),
      image: images.golden,
    }),
    reports: ["fully-judged", "panic-reboots"],
    says: /the userData/,
  },
};

export const dataHardened: Declarations = {
  "an empty customData, and the hardening in userData": {
    props: vm({ customData: "", userData: hardened() }),
    reports: [],
  },
  "a blank customData, and the hardening in userData": {
    props: vm({ customData: " \n", userData: hardened() }),
    reports: [],
  },
  "an empty customData, and userData that is not known yet": {
    props: vm({ customData: "", userData: unknownString }),
    reports: [],
  },
  "customData in lines of 76, as base64 prints it": {
    props: vm({ customData: hardened().replace(/.{76}/g, "$&\n") }),
    reports: [],
  },
  "hardening by hand": { props: vm({ customData: wholly }), reports: [] },
  "the classic VM": { type: types.linuxVm, props: linuxVm({ customData: hardened() }), reports: [] },
  "the classic VM by userData": {
    type: types.linuxVm,
    props: linuxVm({ customData: "", userData: hardened() }),
    reports: [],
  },
  "the older classic VM, in base64": {
    type: types.olderVm,
    props: olderVm({ customData: hardened() }),
    reports: [],
  },
  "the older classic VM, as plain text": {
    type: types.olderVm,
    props: olderVm({ customData: text(wholly) }),
    reports: [],
  },
  "customData that is not known yet": { props: vm({ customData: unknownString }), reports: [] },
};
