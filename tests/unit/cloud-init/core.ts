/** What the package keeps to itself and these tests look into. */
export { behaviourOf } from "#crashdump/cloud-init/version";
export { Budget, LimitExceeded, limits } from "#crashdump/cloud-init/limits";
export { readUserData, type UserData } from "#crashdump/cloud-init/read";
export { Timestamp } from "#crashdump/cloud-init/value";
export { plain } from "#crashdump/cloud-init/plain";
export { readYaml } from "#crashdump/cloud-init/yaml/read";
export { fromUtf8, toBytes } from "#crashdump/cloud-init/text";
