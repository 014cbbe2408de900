import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert";
import { setTimeout as wait } from "node:timers/promises";
import { utils } from "ssh2";
import { at, Engine, type Known, type Properties } from "./engine";
import { EngineLogStandIn } from "./engine-log";
import { RecordedMachines } from "./recorded-machines";
import { hostKey, otherHostKey, SshServer, type SshServerOptions, user } from "./ssh-server";
import { inGroup, nicArgs, type Surroundings, surroundings, vmArgs } from "./stack";

const COMMAND = "command:remote:Command";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a command over SSH on the local Azure", () => {
  const machines = new RecordedMachines();
  const engine = new Engine(machines);
  const log = new EngineLogStandIn();
  const servers: SshServer[] = [];
  let address: string;
  before(async () => {
    await engine.start();
    address = await log.listen();
    await engine.attach("command", address);
  });
  after(async () => {
    await engine.dispose();
    log.stop();
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    log.messages.length = 0;
    machines.clear();
  });

  const serve = (options?: SshServerOptions) => serveAt(0, options);

  async function serveAt(port: number, options?: SshServerOptions): Promise<{ server: SshServer; port: number }> {
    const server = new SshServer(options);
    servers.push(server);
    return { server, port: await server.listen(port) };
  }

  const to = (port: number, other: Properties = {}): Properties => ({
    host: "127.0.0.1",
    port,
    user: user.name,
    privateKey: user.key.private,
    ...other,
  });

  const run = (connection: Properties, create: string, other: Properties = {}): Promise<Known> =>
    engine.up(COMMAND, "it", { connection, create, ...other });

  describe("that is created", () => {
    it("runs, and gives what it printed, less the newline at the end", async () => {
      const { port } = await serve();
      const { id, outputs } = await run(to(port), "echo one; echo two >&2");
      match(id, /^it[0-9a-f]{8}$/);
      deepStrictEqual([outputs["stdout"], outputs["stderr"]], ["one", "two"]);
    });

    it("gets its standard input", async () => {
      const { port } = await serve();
      strictEqual((await run(to(port), "cat", { stdin: "typed" })).outputs["stdout"], "typed");
    });

    it("gets its environment, as far as the server accepts it", async () => {
      const { port } = await serve();
      const { outputs } = await run(to(port), 'echo "$LC_IT"', { environment: { LC_IT: "accepted" } });
      strictEqual(outputs["stdout"], "accepted");
      const other = run(to(port), "true", { environment: { OTHER: "x" } });
      await rejects(other, /could not set environment variable "OTHER"/);
    });

    it("without a command line only is there", async () => {
      const { server, port } = await serve();
      const known = await engine.up(COMMAND, "it", { connection: to(port), update: "true" });
      deepStrictEqual([known.outputs["stdout"], server.dials], ["", 0]);
    });

    it("in a preview does not run, and nobody knows what it will print", async () => {
      const { server, port } = await serve();
      const planned = await engine.preview(COMMAND, "it", { connection: to(port), create: "true" });
      deepStrictEqual([planned["create"], planned["stdout"], server.dials], ["true", UNKNOWN, 0]);
    });
  });

  describe("that is there", () => {
    it("runs its update, or its create again when there is none", async () => {
      const { port } = await serve();
      const known = await run(to(port), "echo created");
      const again = await engine.update(known, { ...known.inputs, stdin: "new" });
      strictEqual(again.outputs["stdout"], "created");
      const updated = await engine.update(known, { ...known.inputs, update: "echo updated" });
      strictEqual(updated.outputs["stdout"], "updated");
    });

    it("has its previous output in its environment, unless told otherwise", async () => {
      const { port } = await serve();
      const update = 'echo "got $PULUMI_COMMAND_STDOUT"';
      const known = await run(to(port), "echo before", { update });
      strictEqual((await engine.update(known, known.inputs)).outputs["stdout"], "got before");
      const without = await engine.update(known, { ...known.inputs, addPreviousOutputInEnv: false });
      strictEqual(without.outputs["stdout"], "got ");
    });

    it("warns of previous output that the server does not accept", async () => {
      const { port } = await serve({ acceptEnv: /^$/ });
      const known = await run(to(port), "echo before");
      await engine.update(known, known.inputs);
      ok(log.messages.some((message) => message.includes("Unable to set 'PULUMI_COMMAND_STDOUT'")));
    });

    it("runs its delete when it is deleted, with its output", async () => {
      const { server, port } = await serve();
      const known = await run(to(port), "echo made", { delete: 'test "$PULUMI_COMMAND_STDOUT" = made' });
      await engine.destroy(known);
      match(server.ran.at(-1) ?? "", /^test /);
    });

    it("is replaced for its triggers and updated for everything else", async () => {
      const { port } = await serve();
      const known = await run(to(port), "true", { triggers: ["a"] });
      const triggered = await engine.diff(known, { ...known.inputs, triggers: ["b"], create: "false" });
      deepStrictEqual(triggered, {
        paths: ["create", "triggers[0]"],
        replaces: ["triggers[0]"],
        deleteBeforeReplace: false,
      });
      deepStrictEqual((await engine.diff(known, known.inputs)).paths, []);
    });

    it("stays what it is in a refresh", async () => {
      const { port } = await serve();
      const known = await run(to(port), "echo once");
      deepStrictEqual(await engine.refresh(known), known);
    });
  });

  describe("that fails", () => {
    it("says how, what was run and all it printed", async () => {
      const { port } = await serve();
      await rejects(run(to(port), "echo out; echo err >&2; exit 3"), (error: Error) => {
        match(error.message, /^Process exited with status 3: running "echo out; echo err >&2; exit 3":\n/);
        match(error.message, /out\n/);
        match(error.message, /err\n/);
        return true;
      });
    });

    it("by a signal says which", async () => {
      const { port } = await serve();
      await rejects(run(to(port), "kill -TERM $$"), /^Error: Process exited with status 143 from signal TERM/);
    });

    it("because its machine goes down says that it has not heard the end", async () => {
      const { server, port } = await serve();
      const running = run(to(port), "echo before; sleep 60");
      const failed = rejects(running, /exited without exit status or exit signal.*\nbefore/s);
      while (!log.messages.includes("before")) await wait(20);
      server.drop();
      await failed;
    });

    it("never to end is ended by a cancellation", async () => {
      const { server, port } = await serve();
      const failed = rejects(run(to(port), "sleep 60"));
      while (server.ran.length === 0) await wait(20);
      await engine.cancel("command");
      await failed;
      await engine.attach("command", address);
    });
  });

  describe("on a host that", () => {
    it("answers late is dialled until it does, and the user is told", async () => {
      const late = new SshServer();
      const port = await late.listen();
      await late.stop();
      const running = run(to(port, { dialErrorLimit: -1 }), "echo late");
      await wait(400);
      const { server } = await serveAt(port);
      strictEqual((await running).outputs["stdout"], "late");
      ok(server.dials >= 1);
      ok(log.messages.includes("Dial 1/inf failed: retrying"));
    });

    it("drops dials is dialled again", async () => {
      let dropped = 0;
      const { port } = await serve({
        intercept: (socket) => {
          dropped += 1;
          if (dropped < 3) socket.destroy();
          return dropped < 3;
        },
      });
      strictEqual((await run(to(port), "echo third")).outputs["stdout"], "third");
    });

    it("accepts a dial and says nothing is dialled again when the dial's time is up", async () => {
      let silent = true;
      const { port } = await serve({
        intercept: () => {
          const ignored = silent;
          silent = false;
          return ignored;
        },
      });
      strictEqual((await run(to(port, { perDialTimeout: 1 }), "echo second")).outputs["stdout"], "second");
    });

    it("never answers is given up after the limit, with the reason", async () => {
      const gone = new SshServer();
      const port = await gone.listen();
      await gone.stop();
      const attempt = run(to(port, { dialErrorLimit: 2 }), "true");
      await rejects(attempt, /^Error: after 2 failed attempts: dial tcp 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    });

    it("has the pinned key is trusted", async () => {
      const { port } = await serve();
      strictEqual((await run(to(port, { hostKey: hostKey.public }), "echo same")).outputs["stdout"], "same");
    });

    it("has another key than the pinned one is refused, and never logged into", async () => {
      const { server, port } = await serve({ hostKeys: [otherHostKey.private] });
      const attempt = run(to(port, { hostKey: hostKey.public, dialErrorLimit: 1 }), "true");
      await rejects(
        attempt,
        /ssh: host key mismatch: 127\.0\.0\.1 shows ecdsa-sha2-nistp256 \S+, which is not connection/,
      );
      deepStrictEqual(server.ran, []);
    });

    it("has several keys shows its ECDSA one, as to the real provider", async () => {
      const ed25519 = utils.generateKeyPairSync("ed25519");
      const { port } = await serve({ hostKeys: [ed25519.private, hostKey.private] });
      await run(to(port, { hostKey: hostKey.public }), "true");
      await rejects(run(to(port, { hostKey: ed25519.public, dialErrorLimit: 0 }), "true"), /host key mismatch/);
    });
  });

  describe("logs in", () => {
    const encrypted = utils.generateKeyPairSync("ed25519", { passphrase: "open", cipher: "aes256-ctr", rounds: 4 });
    for (const [how, login, outcome] of [
      ["with a password", { password: user.password }, undefined],
      ["not with a wrong password", { password: "wrong" }, /authentication methods failed/],
      ["not with a key nobody knows", { privateKey: otherHostKey.private }, /authentication methods failed/],
      ["not with an encrypted key whose password is missing", { privateKey: encrypted.private }, /passphrase/],
      [
        "with an encrypted key, as far as the server knows it",
        { privateKey: encrypted.private, privateKeyPassword: "open" },
        /authentication methods failed/,
      ],
    ] as const) {
      it(how, async () => {
        const { port } = await serve();
        const connection = { host: "127.0.0.1", port, user: user.name, dialErrorLimit: 0, ...login };
        const attempt = run(connection, "echo in");
        if (outcome !== undefined) await rejects(attempt, outcome);
        else strictEqual((await attempt).outputs["stdout"], "in");
      });
    }

    it("through a proxy", async () => {
      const [bastion, target] = [await serve(), await serve({ hostKeys: [otherHostKey.private] })];
      const connection = to(target.port, {
        hostKey: otherHostKey.public,
        proxy: to(bastion.port, { hostKey: hostKey.public }),
      });
      strictEqual((await run(connection, "echo through")).outputs["stdout"], "through");
      deepStrictEqual([bastion.server.ran, target.server.ran], [[], ["echo through"]]);
    });

    it("not through a proxy that it does not trust", async () => {
      const [bastion, target] = [await serve(), await serve()];
      const proxy = to(bastion.port, { hostKey: otherHostKey.public, dialErrorLimit: 0 });
      await rejects(
        run(to(target.port, { proxy }), "true"),
        /^Error: proxy: after 0 failed attempts: .*host key mismatch/,
      );
      strictEqual(target.server.dials, 0);
    });
  });

  describe("connects to", () => {
    let around: Surroundings;
    let vm: Known;
    let address: Known;
    beforeEach(async () => {
      engine.clear();
      around = await surroundings(engine);
      address = await engine.up("network:PublicIPAddress", "ip", {
        ...inGroup(around.group),
        publicIPAllocationMethod: "Static",
        sku: { name: "Standard" },
      });
      const configuration = { publicIPAddress: { id: address.id } };
      const nic = await engine.up("network:NetworkInterface", "public", {
        ...nicArgs(around.group, around.subnet, configuration),
      });
      vm = await engine.up("compute:VirtualMachine", "vm", vmArgs({ ...around, nic }));
    });

    const privateAddress = "10.0.1.5";

    it("the guest of the VM that has the address, private or public", async () => {
      const { port } = await serve();
      machines.sshPorts.set(vm.id, port);
      for (const host of [privateAddress, String(address.outputs["ipAddress"])]) {
        strictEqual((await run(to(22, { host }), "echo guest")).outputs["stdout"], "guest", host);
      }
    });

    it("the one guest among VMs of several networks that have the address, and none where there are two", async () => {
      const { group } = around;
      const network = await engine.up("network:VirtualNetwork", "other", {
        ...inGroup(group),
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      });
      const subnet = await engine.up("network:Subnet", "elsewhere", {
        ...inGroup(group),
        virtualNetworkName: network.outputs["name"],
        addressPrefix: "10.0.1.0/24",
      });
      const same = { privateIPAllocationMethod: "Static", privateIPAddress: privateAddress };
      const nic = await engine.up("network:NetworkInterface", "same", nicArgs(group, subnet, same));
      const twin = await engine.up("compute:VirtualMachine", "twin", vmArgs({ group, nic }));
      const { port } = await serve();
      machines.sshPorts.set(vm.id, port);
      strictEqual((await run(to(22, { host: privateAddress }), "echo guest")).outputs["stdout"], "guest");
      machines.sshPorts.set(twin.id, port);
      await rejects(run(to(22, { host: privateAddress }), "true"), /^Error: both vm.* and twin.* have the address/);
    });

    it("a guest through another one", async () => {
      const [bastion, target] = [await serve(), await serve()];
      machines.sshPorts.set(vm.id, target.port);
      const connection = to(22, { host: privateAddress, proxy: to(bastion.port) });
      strictEqual((await run(connection, "echo behind")).outputs["stdout"], "behind");
      strictEqual(bastion.server.dials, 1);
    });

    for (const [whom, host, port, message] of [
      ["nobody else", "192.0.2.1", 22, /^Error: no VM of the local Azure has the address 192\.0\.2\.1, and nothing/],
      ["no name", "example.org", 22, /^Error: no VM of the local Azure has the address example\.org/],
      ["no other port of a guest", privateAddress, 2222, /^Error: only port 22 of vm[0-9a-f]{8} \(10\.0\.1\.5\)/],
    ] as const) {
      it(`${whom}, and does not try twice`, async () => {
        machines.sshPorts.set(vm.id, 1);
        await rejects(run(to(port, { host, dialErrorLimit: -1 }), "true"), message);
      });
    }

    it("no VM without a guest, and says how to get one", () =>
      rejects(run(to(22, { host: privateAddress }), "true"), /^Error: no guest runs behind vm.*--guests/));
  });

  describe("shows the user", () => {
    for (const [logging, shown] of [
      [undefined, ["out", "err"]],
      ["stdoutAndStderr", ["out", "err"]],
      ["stdout", ["out"]],
      ["stderr", ["err"]],
      ["none", []],
    ] as const) {
      it(`${shown.join(" and ") || "nothing"} when logging is ${logging ?? "not set"}`, async () => {
        const { port } = await serve();
        const { outputs } = await run(to(port), "echo out; echo err >&2", logging && { logging });
        deepStrictEqual([outputs["stdout"], outputs["stderr"]], ["out", "err"]);
        await wait(50);
        deepStrictEqual(log.messages.toSorted(), shown.toSorted());
      });
    }
  });

  describe("is not taken", () => {
    for (const [what, inputs, failure] of [
      ["without a connection", { create: "true" }, "missing required property 'connection'"],
      ["without a host", { connection: {} }, "missing required property 'connection.host'"],
      ["without a proxy's host", { connection: { host: "a", proxy: {} } }, /'connection\.proxy\.host'/],
      ["with a host key that is none", { connection: { host: "a", hostKey: "x" } }, /connection\.hostKey is not/],
      ["with logging it does not know", { connection: { host: "a" }, logging: "all" }, /logging is one of stdout/],
    ] as const) {
      it(what, async () => {
        const { failures } = await engine.check(COMMAND, "it", inputs);
        strictEqual(failures.length, 1);
        match(failures.join(), typeof failure === "string" ? new RegExp(failure.replaceAll(".", "\\.")) : failure);
      });
    }

    it("of another type", () =>
      rejects(engine.check("command:local:Command", "it", {}), /does not serve command:local:Command/));
  });

  it("is checked while its host is unknown, as in a first preview", async () => {
    const { inputs, failures } = await engine.check(COMMAND, "it", { connection: { host: UNKNOWN, hostKey: UNKNOWN } });
    deepStrictEqual(failures, []);
    strictEqual(at(inputs, "connection.dialErrorLimit"), 10);
    deepStrictEqual((await engine.check(COMMAND, "it", { connection: UNKNOWN })).failures, []);
  });
});
