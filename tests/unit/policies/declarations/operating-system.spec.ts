import assert from "node:assert/strict";
import type { OperatingSystem } from "#policies/declarations/index";
import { vmOf } from "./declared";
import { unknown } from "./unknown";

type Props = Readonly<Record<string, unknown>>;

const debian = { publisher: "Debian", offer: "debian-12", sku: "12-gen2" };
const server = { publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku: "2022-datacenter" };
const gallery = { id: "/subscriptions/0/galleries/g/images/golden" };

function native(imageReference: unknown, osProfile: unknown, more: Props = {}, osDisk: unknown = {}) {
  return { storageProfile: { imageReference, osDisk }, osProfile, ...more };
}

function image(publisher: string, offer: string, sku = "x") {
  return native({ publisher, offer, sku }, {});
}

const cases: Readonly<Record<OperatingSystem, Readonly<Record<string, Props>>>> = {
  Linux: {
    linuxConfiguration: native(gallery, { linuxConfiguration: {} }),
    osType: native(gallery, undefined, {}, { osType: "Linux", createOption: "Attach" }),
    "osType in another case": native(gallery, undefined, {}, { osType: "linux" }),
    "the image of a known release": native(debian, {}),
    "a publisher of Linux alone": image("SUSE", "sles-15-sp6"),
    "a release that is not known": image("canonical", "ubuntu-99_04"),
    "Microsoft's own Linux": image("microsoftcblmariner", "azure-linux-3"),
    "SQL Server on Ubuntu": image("MicrosoftSQLServer", "sql2022-ubuntu2004"),
    "SQL Server on Red Hat": image("MicrosoftSQLServer", "SQL2019-RHEL8"),
    "a data science VM": image("microsoft-dsvm", "ubuntu-2204"),
    "a Linux licence": native(gallery, {}, { licenseType: "RHEL_BYOS" }),
    "linuxConfiguration, against all marks of Windows": native(
      server,
      { linuxConfiguration: {}, windowsConfiguration: {} },
      { licenseType: "Windows_Server" },
      { osType: "Windows" },
    ),
    "a known image, against all marks of Windows": native(
      debian,
      { windowsConfiguration: {} },
      { licenseType: "Windows_Server" },
      { osType: "Windows" },
    ),
    "osType, against a licence for Windows": native(
      gallery,
      {},
      { licenseType: "Windows_Client" },
      { osType: "Linux" },
    ),
    "a known image whose osProfile is not known": native(debian, unknown.object),
  },
  Windows: {
    windowsConfiguration: native(gallery, { windowsConfiguration: {} }),
    osType: native(gallery, undefined, {}, { osType: "Windows", createOption: "Attach" }),
    "its image": native(server, {}),
    "a desktop's image": image("microsoftwindowsdesktop", "windows-11"),
    "SQL Server on Windows": image("MicrosoftSQLServer", "sql2022-ws2022"),
    "Visual Studio": image("MicrosoftVisualStudio", "visualstudio2022"),
    SharePoint: image("MicrosoftSharePoint", "MicrosoftSharePointServer"),
    "a data science VM": image("microsoft-dsvm", "dsvm-win-2022"),
    "windowsConfiguration, with an image that is not known": native(unknown.object, { windowsConfiguration: {} }),
  },
  unknown: {
    "an image of a gallery": native(gallery, {}),
    "an image of a gallery, with names of Windows beside its id": native({ ...server, ...gallery }, {}),
    "an attached disk": native(undefined, undefined, {}, { createOption: "Attach" }),
    "a publisher of anything": image("acme", "appliance"),
    "SQL Server on something": image("MicrosoftSQLServer", "sql2022"),
    "an osProfile that is not known": native(gallery, unknown.object),
    "an osType that is not known": native(gallery, {}, {}, { osType: unknown.text }),
    "a licence for Windows, which says nothing of the image": native(gallery, {}, { licenseType: "Windows_Server" }),
    "a licence of nothing": native(gallery, {}, { licenseType: "None" }),
    "configurations of wrong types": native(gallery, { linuxConfiguration: "x", windowsConfiguration: [] }),
  },
};

describe("the operating system of a VM", () => {
  for (const [os, declarations] of Object.entries(cases)) {
    for (const [what, props] of Object.entries(declarations)) {
      it(`is ${os} by ${what}`, () => {
        assert.equal(vmOf("azure-native:compute:VirtualMachine", props).os, os);
      });
    }
  }

  it("is Linux for a known image in a resource for Windows", () => {
    const type = "azure:compute/windowsVirtualMachine:WindowsVirtualMachine";
    assert.equal(vmOf(type, { sourceImageReference: debian }).os, "Linux");
    assert.equal(vmOf(type, { sourceImageReference: server }).os, "Windows");
    assert.equal(vmOf(type, {}).os, "Windows");
  });

  it("is what a legacy VM's configuration, disk and licence say", () => {
    const type = "azure:compute/virtualMachine:VirtualMachine";
    assert.equal(vmOf(type, { osProfileLinuxConfig: {}, osProfileWindowsConfig: {} }).os, "Linux");
    assert.equal(vmOf(type, { osProfileWindowsConfig: {} }).os, "Windows");
    assert.equal(vmOf(type, { storageOsDisk: { osType: "windows" } }).os, "Windows");
    assert.equal(vmOf(type, { licenseType: "RHEL_BYOS" }).os, "Linux");
    assert.equal(vmOf(type, { licenseType: "Windows_Server" }).os, "unknown");
    assert.equal(vmOf(type, {}).os, "unknown");
  });
});
