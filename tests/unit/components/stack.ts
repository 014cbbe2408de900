import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: Options;
}

/** What the engine is told beside the inputs. */
export interface Options {
  readonly dependencies: readonly string[];
  readonly deletedWith: string;
  readonly create: string;
  /** Inputs that are secret, by name. */
  readonly secrets: readonly string[];
  /** URNs, or what is told of one. */
  readonly aliases: readonly (string | { readonly name: string; readonly type: string })[];
}

/** What Azure or a guest answers, by the name of the resource. */
export type Answers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Runs a program against Pulumi's mocks, as a preview in which nothing is known that Azure decides, or as an update.
 * Returns every resource that it registered.
 */
export async function register(
  program: () => void,
  mode: "preview" | "update",
  answers: Answers = {},
): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  const options = new Map<string, Options>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const known = inputs as Record<string, unknown>;
        registered.push({ type, name, inputs: known, options: options.get(name) ?? none });
        if (mode === "preview") return { id: undefined, state: known };
        return {
          id: `/ids/${name}`,
          state: { ...known, name, ipAddress: "192.0.2.7", ...addressed(known), ...answers[name] },
        };
      },
      // An invoke asks by the name in Azure.
      call: ({ inputs }) => {
        const { runCommandName, networkInterfaceName } = inputs as Record<string, unknown>;
        return answers[String(runCommandName ?? networkInterfaceName)] ?? {};
      },
    },
    "project",
    "stack",
    mode === "preview",
  );
  listen(options);
  program();
  await pulumi.runtime.disconnect();
  return registered;
}

const none: Options = { dependencies: [], deletedWith: "", create: "", secrets: [], aliases: [] };

interface Request {
  getName(): string;
  getDependenciesList(): string[];
  getDeletedwith(): string;
  getCustomtimeouts(): { getCreate(): string } | undefined;
  getAliasesList(): Alias[];
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface Alias {
  getUrn(): string;
  getSpec(): { getName(): string; getType(): string } | undefined;
}

/** Mocks do not see the options of a resource: the engine's request does. */
function listen(options: Map<string, Options>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource: (request: Request, ...rest: unknown[]) => unknown;
  };
  const { registerResource } = monitor;
  monitor.registerResource = (request, ...rest) => {
    options.set(request.getName(), {
      dependencies: request.getDependenciesList(),
      deletedWith: request.getDeletedwith(),
      create: request.getCustomtimeouts()?.getCreate() ?? "",
      secrets: secretsIn(request.getObject()?.toJavaScript() ?? {}),
      aliases: request.getAliasesList().map((alias) => {
        const spec = alias.getSpec();
        return spec === undefined ? alias.getUrn() : { name: spec.getName(), type: spec.getType() };
      }),
    });
    return registerResource.call(monitor, request, ...rest);
  };
}

/** pulumi/sdk's signature of a secret on the wire. */
const signature = "4dabf18193072939515e22adb298388d";

function secretsIn(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (signature in value) return [path];
  return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, path === "" ? name : `${path}.${name}`));
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
