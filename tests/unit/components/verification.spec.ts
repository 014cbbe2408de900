import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { HardenedVm, type HardenedVmArgs, Release, type VerificationArgs } from "azure-kdump";
import { checkScript, harden, verificationScript } from "azure-kdump-core";
import { runPack } from "../policies/harness";
import { debian } from "../platforms";
import { armed, goodGuest } from "./guest";
import { type Answers, type Registered, register, valueOf } from "./stack";

const required: HardenedVmArgs = {
  resourceGroupName: "group",
  location: "westeurope",
  subnetId: "/subnets/vms",
  release: Release.Debian12,
  sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIHqvE1mTQ1hYWq0m3sQG8B5hUqzqkqyFz3wqj8Xv0aV admin"],
};
const privateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n";
const hostKey = "ecdsa-sha2-nistp256 AAAAE2VjZHNh";
const bySsh: VerificationArgs = { channel: "ssh", ssh: { privateKey, hostKey } };

type Json = Readonly<Record<string, unknown>>;
type Mode = "preview" | "update";

interface Made {
  readonly vm: HardenedVm;
  readonly registered: readonly Registered[];
}

async function make(
  args: Partial<HardenedVmArgs> = {},
  mode: Mode = "update",
  answers: Answers = goodGuest,
): Promise<Made> {
  const made: HardenedVm[] = [];
  const registered = await register(
    () => {
      made.push(new HardenedVm("web", { ...required, ...args }));
    },
    mode,
    answers,
  );
  return { vm: made[0] ?? assert.fail(), registered };
}

function named(registered: readonly Registered[], name: string): Registered {
  return registered.find((resource) => resource.name === name) ?? assert.fail(`no ${name}`);
}

async function verification(args: Partial<HardenedVmArgs> = {}, mode?: Mode): Promise<Registered> {
  return named((await make(args, mode)).registered, "web-verification");
}

async function warnings(program: () => Promise<unknown>): Promise<readonly string[]> {
  const said: string[] = [];
  const { warn } = pulumi.log;
  Object.assign(pulumi.log, { warn: (message: string) => (said.push(message), Promise.resolve()) });
  try {
    await program();
  } finally {
    Object.assign(pulumi.log, { warn });
  }
  return said;
}

/** The SDK makes the whole connection a secret. */
function connectionOf({ inputs }: Registered): Json {
  return (inputs["connection"] as { readonly value: Json }).value;
}

describe("HardenedVm's verification", () => {
  for (const mode of ["preview", "update"] as const) {
    it(`is, by default, one run command that fails the deployment, at ${mode}`, async () => {
      const { inputs, options } = await verification({}, mode);
      const { runCommandName, vmName, ...rest } = inputs;
      assert.deepEqual(rest, {
        resourceGroupName: "group",
        location: "westeurope",
        source: { script: verificationScript(harden(debian), 900) },
        timeoutInSeconds: 960,
        asyncExecution: false,
        treatFailureAsDeploymentFailure: true,
      });
      assert.match(String(runCommandName), /^azure-kdump-verification-[0-9a-f]{12}$/);
      if (mode === "update") assert.equal(vmName, "web-vm");
      assert.ok(
        options.dependencies.some((urn) => urn.endsWith("::web-vm")),
        options.dependencies.join(),
      );
      assert.match(options.deletedWith, /::web-vm$/);
      assert.equal(options.create, "1560s");
    });
  }

  it("tells what the guest proved", async () => {
    const { vm } = await make();
    assert.deepEqual(await valueOf(vm.crashDump), {
      panicTimeoutSeconds: 5,
      crashkernel: harden(debian).crashkernel,
      kdumpConfiguration: "/etc/default/kdump-tools",
      dumpPath: "/var/crash",
      dumpsKept: 3,
      revision: 1,
      armed: true,
      crashKernelMiB: 512,
      dumpSpaceMiB: 20_000,
      dumpEstimateMiB: 5993,
      secureBoot: true,
      kernel: "6.1.0",
    });
    assert.equal(vm.drill, undefined);
  });

  it("asks Azure for what the guest said, where the resource came without", async () => {
    const { registered } = await make();
    const { runCommandName } = named(registered, "web-verification").inputs;
    const answers = {
      ...goodGuest,
      "web-verification": {},
      [String(runCommandName)]: { instanceView: { output: armed } },
    };
    const { vm } = await make({}, "update", answers);
    assert.equal((await valueOf(vm.crashDump)).armed, true);
  });

  it("leaves it unknown at preview", async () => {
    const { vm } = await make({}, "preview");
    assert.equal(await (vm.crashDump as unknown as { isKnown: Promise<boolean> }).isKnown, false);
  });

  const answers: readonly (readonly [string, string, RegExp])[] = [
    [
      "does not pass",
      armed
        .replace('"armed"', '"not-hardened"')
        .replace('"failures":[]', '"failures":[{"check":"unit","found":"x","remedy":"y"}]'),
      /web: the guest is not-hardened:\n {2}unit: x; to mend it: y/,
    ],
    ["is none of the check's", "hello", /none of azure-kdump-check: "hello"/],
  ];
  for (const [what, output, message] of answers) {
    it(`fails where the guest's answer ${what}`, async () => {
      const { vm } = await make({}, "update", { ...goodGuest, "web-verification": { instanceView: { output } } });
      await assert.rejects((vm.crashDump as unknown as { promise(): Promise<unknown> }).promise(), message);
    });
  }

  it("passes on what the check advises", async () => {
    const advice = '"advisories":[{"check":"dump space","found":"little","remedy":"more"}]';
    const output = armed.replace('"advisories":[]', advice);
    const said = await warnings(() =>
      make({}, "update", { ...goodGuest, "web-verification": { instanceView: { output } } }),
    );
    assert.deepEqual(said, ["web: dump space: little. To mend it: more"]);
  });

  it("is left out where nobody wants it, and the configuration is known at preview then", async () => {
    const { vm, registered } = await make({ verification: { channel: "none" } }, "preview");
    assert.ok(!registered.some(({ type }) => type.includes("RunCommand") || type.startsWith("command:")));
    assert.deepEqual(Object.keys(await valueOf(vm.crashDump)).length, 6);
  });

  const again: readonly (readonly [string, Partial<HardenedVmArgs>])[] = [
    ["the image", { imageId: "/images/golden", trustedLaunch: true }],
    ["the size", { vmSize: "Standard_D4s_v5" }],
    ["an option", { crashDump: { panicTimeoutSeconds: 9 } }],
    ["the user's cloud-init", { cloudInit: "#!/bin/sh\ntrue\n" }],
    ["its time", { verification: { timeoutSeconds: 1200 } }],
    ["its token", { verification: { token: "again" } }],
  ];
  for (const channel of ["runCommand", "ssh"] as const) {
    const key = (made: Registered) => made.inputs[channel === "ssh" ? "triggers" : "runCommandName"];
    for (const [what, args] of again) {
      it(`runs again, under another name, when ${what} changes, by ${channel}`, async () => {
        const via = channel === "ssh" ? bySsh : {};
        const first = key(await verification({ verification: via }));
        assert.deepEqual(key(await verification({ verification: via })), first);
        assert.notDeepEqual(
          key(await verification({ ...args, verification: { ...via, ...args.verification } })),
          first,
        );
      });
    }
  }

  it("does not run again when nothing but a tag changes", async () => {
    const { inputs } = await verification();
    assert.deepEqual((await verification({ tags: { owner: "me" } })).inputs, inputs);
  });

  describe("by SSH", () => {
    it("is one remote command, as root, with the key pinned and dialled until its time is out", async () => {
      const made = await verification({ verification: bySsh });
      const { type, inputs, options } = made;
      assert.equal(type, "command:remote:Command");
      const { create, ...rest } = inputs;
      assert.match(
        String(create),
        /^sudo -n sh -c '.*exec \/usr\/local\/sbin\/azure-kdump-check --wait 900 --record [0-9a-f]{64}'$/,
      );
      assert.deepEqual(connectionOf(made), {
        host: "10.0.0.4",
        port: 22,
        user: "azureuser",
        privateKey,
        hostKey,
        dialErrorLimit: 202,
        perDialTimeout: 15,
      });
      assert.deepEqual(rest, {
        connection: inputs["connection"],
        stdin: checkScript(),
        triggers: [(rest["triggers"] as unknown[])[0], "11111111-2222-3333-4444-555555555555"],
        logging: "none",
        addPreviousOutputInEnv: false,
      });
      assert.ok(options.dependencies.some((urn) => urn.endsWith("::web-vm")));
      assert.equal(options.create, "1560s");
    });

    it("is by the provider's first version: what the registry calls the latest, 4.5, knows no host key", () => {
      const { version } = createRequire(__filename)("@pulumi/command/package.json") as { readonly version: string };
      assert.match(version, /^1\./);
    });

    it("keeps private keys secret, in the state of the component too", async () => {
      const proxy = { host: "bastion", user: "jump", privateKey, hostKey };
      const { registered } = await make({ verification: { channel: "ssh", ssh: { privateKey, hostKey, proxy } } });
      for (const [name, path] of [
        ["web", "verification.ssh"],
        ["web-verification", "connection"],
      ] as const) {
        const { secrets } = named(registered, name).options;
        assert.ok(
          [`${path}.privateKey`, `${path}.proxy.privateKey`].every((key) =>
            secrets.some((s) => key === s || key.startsWith(`${s}.`)),
          ),
          `${name}: ${secrets.join()}`,
        );
      }
    });

    it("goes through a bastion, whose key is pinned too", async () => {
      const proxy = { host: "bastion", user: "jump", privateKey, hostKey };
      const made = await verification({ verification: { channel: "ssh", ssh: { privateKey, hostKey, proxy } } });
      assert.deepEqual(connectionOf(made)["proxy"], { ...proxy, port: 22, dialErrorLimit: 202, perDialTimeout: 15 });
    });

    it("dials the public address where the VM has one, or the one that is given", async () => {
      const hosts = [
        { publicIp: true, sshSourceAddressPrefixes: ["203.0.113.0/24"] },
        { verification: { ...bySsh, ssh: { privateKey, hostKey, host: "vm.example", port: 2222 } } },
      ];
      const found: unknown[] = [];
      for (const args of hosts) {
        const { host, port } = connectionOf(await verification({ verification: bySsh, ...args }));
        found.push([host, port]);
      }
      assert.deepEqual(found, [
        ["192.0.2.7", 22],
        ["vm.example", 2222],
      ]);
    });

    it("reads the host key by run command first, where that is asked for", async () => {
      const { registered } = await make({ verification: { channel: "ssh", ssh: { privateKey, readHostKey: true } } });
      const { hostKey: read } = connectionOf(named(registered, "web-verification"));
      assert.equal(read, "ecdsa-sha2-nistp256 AAAAE2VjZHNh root@web");
      const { inputs } = named(registered, "web-host-key");
      assert.match(String((inputs["source"] as Json)["script"]), /ssh_host_\$\{kind\}_key\.pub/);
      assert.equal(inputs["treatFailureAsDeploymentFailure"], true);
    });

    it("tells what the guest proved", async () => {
      const { vm } = await make({ verification: bySsh });
      assert.equal((await valueOf(vm.crashDump)).crashKernelMiB, 512);
    });
  });

  const refused: readonly (readonly [string, Partial<HardenedVmArgs>, string, RegExp])[] = [
    [
      "a channel that is none",
      { verification: { channel: "telnet" as "ssh" } },
      "verification.channel",
      /choose one of runCommand, ssh, none/,
    ],
    ["too little time", { verification: { timeoutSeconds: 10 } }, "verification.timeoutSeconds", /60 to 3600/],
    ["half a second", { verification: { timeoutSeconds: 60.5 } }, "verification.timeoutSeconds", /whole seconds/],
    ["SSH without anything", { verification: { channel: "ssh" } }, "verification.ssh", /private key and a host key/],
    [
      "SSH without a host key",
      { verification: { channel: "ssh", ssh: { privateKey } } },
      "verification.ssh.hostKey",
      /anybody could answer/,
    ],
    [
      "a host key that is given and read",
      { verification: { channel: "ssh", ssh: { privateKey, hostKey, readHostKey: true } } },
      "verification.ssh.hostKey",
      /leave one/,
    ],
    [
      "a private key's path",
      { verification: { channel: "ssh", ssh: { privateKey: "~/.ssh/id", hostKey } } },
      "verification.ssh.privateKey",
      /not its path/,
    ],
    ["SSH for another channel", { verification: { ssh: { privateKey, hostKey } } }, "verification.ssh", /not used/],
    [
      "a drill of what is not verified",
      { verification: { channel: "none" }, drill: { token: "a" } },
      "drill",
      /not crashed/,
    ],
    ["a drill without a token", { drill: { token: "" } }, "drill.token", /1 to 64/],
    ["a token that a shell would read", { drill: { token: "$(id)" } }, "drill.token", /1 to 64/],
  ];
  for (const [what, args, property, reason] of refused) {
    it(`refuses ${what} at construction`, () => {
      assert.throws(
        () => new HardenedVm("web", { ...required, ...args }),
        (error) => {
          assert.ok(pulumi.InputPropertiesError.isInstance(error), String(error));
          assert.deepEqual(
            error.errors.map(({ propertyPath }) => propertyPath),
            [property],
          );
          assert.match(error.errors[0]?.reason ?? "", reason);
          assert.ok(!error.message.includes("~/.ssh/id"));
          return true;
        },
      );
    });
  }

  describe("satisfies the policy guest-verified", () => {
    for (const [what, args, satisfied] of [
      ["by run command", {}, true],
      ["by SSH", { verification: bySsh }, true],
      ["and is missed where there is none", { verification: { channel: "none" } }, false],
    ] as const) {
      it(what, async () => {
        const { registered } = await make(args);
        const verdicts = await runPack(
          registered.map(({ type, name, inputs, options }) => ({
            type,
            name,
            props: inputs,
            dependencies: options.dependencies.map(
              (urn) => `urn:pulumi:dev::shop::${urn.split("::").slice(-2).join("::").replace(/^.*\$/, "")}`,
            ),
          })),
        );
        const violations = verdicts["stack"]?.["guest-verified"]?.violations ?? assert.fail();
        assert.equal(violations.length === 0, satisfied, violations.join());
      });
    }
  });
});

describe("HardenedVm's drill", () => {
  it("is never there by default", async () => {
    const { registered } = await make();
    assert.ok(!registered.some(({ name }) => name.includes("drill")));
  });

  for (const [channel, args] of [
    ["runCommand", {}],
    ["ssh", { verification: bySsh }],
  ] as const) {
    it(`crashes the VM once it is verified, proves the dump after that, and tells of it, by ${channel}`, async () => {
      const { vm, registered } = await make({ ...args, drill: { token: "first" } });
      const crash = named(registered, "web-drill");
      const proof = named(registered, "web-drill-proof");
      assert.ok(crash.options.dependencies.some((urn) => urn.endsWith("::web-verification")));
      assert.ok(proof.options.dependencies.some((urn) => urn.endsWith("::web-drill")));
      const script = ({ inputs }: Registered) => String(inputs["stdin"] ?? (inputs["source"] as Json)["script"]);
      assert.match(script(crash), /sysrq-trigger/);
      assert.match(script(proof), /drills\/first\n/);
      assert.ok(vm.drill);
      assert.deepEqual(await valueOf(vm.drill), {
        token: "first",
        path: "/var/crash/1/dump.1",
        bytes: 31_457_280,
        seconds: 43,
      });
    });

    it(`runs again for another token, and for nothing else, by ${channel}`, async () => {
      const keys = async (more: Partial<HardenedVmArgs>, token = "first") => {
        const { registered } = await make({ ...args, drill: { token }, ...more });
        return ["web-drill", "web-drill-proof"].map((name) => {
          const { inputs } = named(registered, name);
          return inputs["triggers"] ?? inputs["runCommandName"];
        });
      };
      const first = await keys({});
      assert.deepEqual(await keys({ vmSize: "Standard_D4s_v5", crashDump: { dumpsKept: 2 } }), first);
      const second = await keys({}, "second");
      for (const [index, key] of second.entries()) assert.notDeepEqual(key, first[index]);
    });
  }

  it("warns, and names the VM", async () => {
    const said = await warnings(() => make({ drill: { token: "first" } }));
    assert.deepEqual(said, ['the drill "first" crashes the VM of web on purpose, unless it has done so before']);
  });

  it("sends nothing to the guest before the crash is over", async () => {
    const justNow = new Date(Date.now() - 58_000).toISOString();
    const answers = { ...goodGuest, "web-drill": { instanceView: { output: "", endTime: justNow } } };
    const started = Date.now();
    await make({ drill: { token: "first" } }, "update", answers);
    assert.ok(Date.now() - started >= 1500, "it waits for what is left of a minute");
  });
});
