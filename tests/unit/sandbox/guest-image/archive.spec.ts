import assert from "node:assert/strict";
import { packageVersions } from "azure-kdump-sandbox/bin/guest/image/archive";

describe("the versions of packages", () => {
  it("are read from the stanzas of apt and dpkg", () => {
    const stanzas = `Package: kdump-tools
Status: install ok installed
Version: 1:1.8.1
Description: scripts
 Package: is not a field here
 .
 nor is Version: 9

Package: cloud-init
Version: 22.4.2-1+deb12u4

`;
    assert.deepEqual(packageVersions(stanzas), { "kdump-tools": "1:1.8.1", "cloud-init": "22.4.2-1+deb12u4" });
  });
});
