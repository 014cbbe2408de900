import { encoded } from "../../unit/platforms";
import { hardened, images, unknownString, vm } from "../../unit/policies/vms";
import { customScript, type Declarations, hardenedFor, scaleSet, types, undo, unhardened } from "./declaration";

const untilThen = { reason: "tested in its own pipeline", expires: "2027-03-31" };
const golden = (image: string, more: object = {}) => ({
  configuration: { goldenImages: [{ image, release: "debian-12", ...untilThen, ...more }] },
});
const exempting = (urn: string, more: object = {}) => ({
  configuration: { exemptions: [{ urn, rules: unhardened, ...untilThen, ...more }] },
});
const custom = { image: images.golden };
const undoing = encoded("#cloud-config\nruncmd: ['systemctl disable kdump-tools']\n");

/** What a configuration seems to excuse, and does not. */
export const configurationNotHardened: Declarations = {
  "a golden image that is every image": { props: vm(custom), config: golden("*"), reports: ["fully-judged"] },
  "a golden image that is a publisher's own": { props: vm(), config: golden("Debian:*"), reports: unhardened },
  "a golden image by a pattern that a marketplace image fits": {
    props: vm(),
    config: golden("*debian*"),
    reports: unhardened,
  },
  "a golden image whose trust has ended": {
    props: vm(custom),
    config: golden("*/golden", { expires: "2026-11-30" }),
    reports: unhardened,
    says: /was trusted to be hardened until 2026-11-30/,
  },
  "a golden image that customData undoes": {
    props: vm({ ...custom, customData: undoing }),
    config: golden("*/golden"),
    reports: ["kdump-configured"],
  },
  "a golden image that userData undoes": {
    props: vm({ ...custom, userData: undoing }),
    config: golden("*/golden"),
    reports: ["kdump-configured"],
    says: /in the userData/,
  },
  "a golden image that an extension inside undoes": {
    type: types.scaleSet,
    props: scaleSet(custom, { extensionProfile: { extensions: [customScript({ commandToExecute: undo })] } }),
    config: golden("*/golden"),
    reports: ["kdump-configured"],
  },
  "a golden image on a Confidential VM": {
    props: vm({ ...custom, vmSize: "Standard_DC4as_v5" }),
    config: golden("*/golden"),
    reports: ["platform-supports-kdump"],
  },
  "a marketplace image that is said to be Ubuntu, whose kernel reboots by itself": {
    props: vm(),
    config: { configuration: { images: [{ image: "Debian:*", release: "ubuntu-24.04" }] } },
    reports: unhardened,
  },
  "hardening for another release than the custom image is said to hold": {
    props: vm({ ...custom, customData: hardenedFor("debian-11") }),
    config: { configuration: { images: [{ image: "*/golden", release: "debian-12" }] } },
    reports: ["kdump-configured"],
  },
  "a name that ends as the exempt one does": {
    name: "evilVirtualMachine::legacy",
    props: vm(),
    config: exempting("*VirtualMachine::legacy"),
    reports: unhardened,
  },
  "a name that differs from the exempt one by case": {
    name: "Legacy",
    props: vm(),
    config: exempting("*VirtualMachine::legacy"),
    reports: unhardened,
  },
  "a name that the exempt one begins": {
    name: "legacy2",
    props: vm(),
    config: exempting("*VirtualMachine::legacy"),
    reports: unhardened,
  },
  "an exemption that has ended": {
    props: vm(),
    config: exempting("*::vm", { expires: "2026-11-30" }),
    reports: unhardened,
    says: /its exemption ended on 2026-11-30/,
  },
  "an exemption without a reason": { props: vm(), config: exempting("*::vm", { reason: " " }), reports: unhardened },
  "an exemption from other rules": {
    props: vm(),
    config: exempting("*::vm", { rules: ["dump-private"] }),
    reports: unhardened,
  },
  "an image that is not known yet, where a pattern trusts all that a gallery holds": {
    props: vm({
      image: { id: unknownString },
      customData: encoded("#!/bin/sh\necho kernel.panic=0 >/etc/sysctl.d/9.conf\n"),
    }),
    config: golden("/subscriptions/*"),
    reports: ["panic-reboots"],
  },
};

export const configurationHardened: Declarations = {
  "a golden image": { props: vm(custom), config: golden("/subscriptions/*/images/golden"), reports: [] },
  "a golden image of a gallery, by its version": {
    props: vm({ image: { id: "/subscriptions/0/galleries/team/images/hardened/versions/1.2.3" } }),
    config: golden("/SUBSCRIPTIONS/*/images/hardened/*"),
    reports: [],
  },
  "a golden image of a publisher that the pack does not know": {
    props: vm({ image: { publisher: "acme", offer: "linux", sku: "hardened", version: "latest" } }),
    config: golden("acme:linux:*"),
    reports: [],
  },
  "a golden image whose trust was renewed, the old entry still there": {
    props: vm(custom),
    config: {
      configuration: {
        goldenImages: [
          { image: "*/golden", release: "debian-12", reason: "first", expires: "2026-06-30" },
          { image: "*/images/golden", release: "debian-12", ...untilThen },
        ],
      },
    },
    reports: [],
  },
  "a custom image said to hold what it is hardened for": {
    props: vm({ ...custom, customData: hardened() }),
    config: { configuration: { images: [{ image: "*/golden", release: "debian-12" }] } },
    reports: [],
  },
  "an exempt VM": { name: "legacy", props: vm(), config: exempting("*VirtualMachine::legacy"), reports: [] },
  "an exempt VM below a component": {
    name: "legacy",
    props: vm(),
    config: exempting("urn:pulumi:dev::shop::*"),
    reports: [],
  },
  "a name with colons, exempt by its whole URN": {
    name: "web::legacy",
    props: vm(),
    config: exempting("urn:pulumi:dev::shop::azure-native:compute:VirtualMachine::web::legacy"),
    reports: [],
  },
  "an exemption that was renewed, the old entry still there": {
    props: vm(),
    config: {
      configuration: {
        exemptions: [
          { urn: "*::vm", rules: unhardened, ...untilThen },
          { urn: "*::vm", rules: unhardened, reason: "first", expires: "2026-06-30" },
        ],
      },
    },
    reports: [],
  },
  "a size that the configuration knows": {
    props: vm({ customData: hardened(), vmSize: "Standard_X4_v9" }),
    config: { configuration: { vmSizes: { standard_x4_v9: 16384 } } },
    reports: [],
  },
};
