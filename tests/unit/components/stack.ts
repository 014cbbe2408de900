import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs a program against Pulumi's mocks, as a preview in which nothing is known that Azure decides, or as an update.
 * Returns every resource that it registered.
 */
export async function register(program: () => void, mode: "preview" | "update"): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const known = inputs as Record<string, unknown>;
        registered.push({ type, name, inputs: known });
        if (mode === "preview") return { id: undefined, state: known };
        return { id: `/ids/${name}`, state: { ...known, name, ipAddress: "192.0.2.7", ...addressed(known) } };
      },
      call: () => ({}),
    },
    "project",
    "stack",
    mode === "preview",
  );
  program();
  await pulumi.runtime.disconnect();
  return registered;
}

function addressed({ ipConfigurations }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (!Array.isArray(ipConfigurations)) return {};
  return {
    ipConfigurations: ipConfigurations.map((configuration: object) => ({
      ...configuration,
      privateIPAddress: "10.0.0.4",
    })),
  };
}

export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
