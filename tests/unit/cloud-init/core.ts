/** What the package keeps to itself and these tests look into. */
export { behaviourOf } from "azure-kdump-core/bin/cloud-init/version";
export { Budget, LimitExceeded, limits } from "azure-kdump-core/bin/cloud-init/limits";
export { readUserData, type UserData } from "azure-kdump-core/bin/cloud-init/read";
export { Timestamp } from "azure-kdump-core/bin/cloud-init/value";
export { plain } from "azure-kdump-core/bin/cloud-init/plain";
export { readYaml } from "azure-kdump-core/bin/cloud-init/yaml/read";
export { fromUtf8, toBytes } from "azure-kdump-core/bin/cloud-init/text";
