import type { JsonObject } from "../protocol/json";
import type { AzureError } from "./errors";
import type { Model } from "./mappers";
import type { ArmResource, Resources } from "./subscription";

/** One type of resource the local Azure serves. */
export interface Kind {
  /** `azure-native:module:Name`; the versioned token `azure-native:module/vYYYYMMDD:Name` is the same kind. */
  readonly token: string;
  readonly armType: string;
  readonly idTemplate: string;
  /** The input that holds the resource's own name, made up when absent. */
  readonly nameInput: string;
  /** A child's name is a copy of the logical name, any other gets a random suffix. */
  readonly autoName: "random" | "copy";
  readonly apiVersion: string;
  readonly model: Model;
  readonly className: string;
  /** Body inputs whose change replaces the resource, beside those in its id. */
  readonly forceNew: readonly string[];
  /** Outputs azure-native takes no input for although Azure's mapper does not mark them read-only. */
  readonly outputOnly?: readonly string[];
  /** Paths on the wire that Azure takes and never gives back. */
  readonly writeOnly?: readonly string[];
  /** Inputs that are resources of their own as well: left out, they stay as they are and no drift is seen. */
  readonly subResources?: readonly string[];
  /** Where its body refers to others, as paths on the wire that lead to their ids. */
  readonly references: readonly string[];
  /** In the order Azure is taken to ask; the first that answers ends it. */
  readonly refuseWrite: readonly Refusal<Write>[];
  readonly refuseDelete: readonly Refusal<Deletion>[];
  /** The body with all that Azure adds to it: defaults, addresses, identifiers. */
  readonly complete: (write: Write) => JsonObject;
  /** What a write does to other resources. */
  readonly afterWrite?: (written: ArmResource, write: Write) => void;
  readonly afterDelete?: (deletion: Deletion) => void;
  /** What a GET adds to the stored resource. */
  readonly view?: (resource: ArmResource, resources: Resources) => ArmResource;
}

/** A PUT: a create, or an update when `existing` is there. */
export interface Write {
  readonly kind: Kind;
  readonly id: string;
  /** As it came over the wire, write-only values included. */
  readonly body: JsonObject;
  readonly existing: ArmResource | undefined;
  /** The body of the write before this one, as far as the engine still has it: write-only values live only there. */
  readonly previousBody: JsonObject;
  readonly resources: Resources;
}

export interface Deletion {
  readonly target: ArmResource;
  readonly resources: Resources;
}

export type Refusal<Operation> = (operation: Operation) => AzureError | undefined;
