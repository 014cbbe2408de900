import * as sdk from "@pulumi/policy";

/**
 * Thrown by a resource's properties when one that is not known yet is read at preview.
 * The SDK exports these since 1.21, but without types: its proxy.d.ts is empty.
 */
export const { UnknownValueError, unknownCheckingProxy } = sdk as unknown as {
  readonly UnknownValueError: new (value: unknown, path: readonly string[]) => Error;
  readonly unknownCheckingProxy: <T extends object>(props: T) => T;
};

/** How the engine marks a string that is not known yet (sdk/go/common/resource/plugin/rpc.go). */
export const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
