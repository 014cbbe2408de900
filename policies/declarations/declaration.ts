import type { Given } from "./given";

/** A Linux or Windows VM that a resource declares, whichever provider and API version declares it. */
export interface VmDeclaration {
  readonly kind: "VM" | "scale set" | "scale set instance";
  /** Unknown where nothing says it, as for an attached disk without osType or a gallery image without osProfile. */
  readonly os: OperatingSystem;
  /** Base64. May hold secrets: never part of a message. */
  readonly customData: Given<string>;
  /** Base64. May hold secrets: never part of a message. */
  readonly userData: Given<string>;
  readonly image: Given<ImageDeclaration>;
  /** Whether it boots a disk that exists already, which runs no customData. */
  readonly osDiskAttached: Given<boolean>;
  readonly vmSize: Given<string>;
  /** Where Azure may choose another for each VM of a scale set. */
  readonly otherVmSizes?: readonly string[];
  readonly osDiskGiB: Given<number>;
  /** Whether the OS disk is lost when the VM is deallocated or moved. */
  readonly osDiskEphemeral: Given<boolean>;
  /** The disks declared inside the resource that state a size; attachments are resources of their own. */
  readonly dataDisksGiB: Given<readonly number[]>;
  readonly diskController: Given<"SCSI" | "NVMe">;
  /** "TrustedLaunch", "ConfidentialVM" or "Standard", as azure-native spells it. */
  readonly securityType: Given<string>;
  readonly secureBoot: Given<boolean>;
  readonly bootDiagnostics: Given<boolean>;
  /** What is declared inside the resource itself to run in the guest. */
  readonly extensions: Given<readonly ExtensionDeclaration[]>;
  /** Whether this was read back from Azure by an import, which never returns customData. */
  readonly readBack: boolean;
  /** Property paths (dotted, with [n]) that are not known yet, in the order of their reading; each once. */
  readonly unknowns: readonly string[];
  /** The same of secrets that nobody decrypted. */
  readonly secrets: readonly string[];
}

export type OperatingSystem = "Linux" | "Windows" | "unknown";

/** A marketplace image by its names, any other by its id. */
export interface ImageDeclaration {
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
  readonly version?: string;
  readonly id?: string;
}

/** A VM extension, or a run command, for which publisher and type are not given. */
export interface ExtensionDeclaration {
  readonly publisher: Given<string>;
  readonly type: Given<string>;
  /** What it runs in the guest, as shell text, as far as that can be read. May hold secrets. */
  readonly script: Given<string>;
  /** Whether it also runs what cannot be read: fetched from elsewhere, or in settings that are not known. */
  readonly opaqueScript: boolean;
  /** Its failure is none of the deployment's. */
  readonly failureSuppressed?: true;
}

/** What a resource declares, as far as VMs are concerned. */
export type Declared =
  | { readonly kind: "vm"; readonly vm: VmDeclaration }
  | {
      readonly kind: "extension";
      readonly extension: ExtensionDeclaration;
      readonly unknowns: readonly string[];
      readonly secrets: readonly string[];
    }
  | { readonly kind: "opaque"; readonly what: string; readonly why: string };
