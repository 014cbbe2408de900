import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Scripts } from "azure-kdump-sandbox/bin/guest/machine/scripts";
import { at, Engine, type Known, keptBy, type Properties, urnOf } from "./engine";
import { GuestAgentStandIn } from "./guest-agent";
import { RecordedMachines } from "./recorded-machines";
import { inGroup, refused, type Surroundings, surroundings, vmArgs } from "./stack";

const RUN_COMMAND = "compute:VirtualMachineRunCommandByVirtualMachine";

describe("a run command on the local Azure", () => {
  const machines = new RecordedMachines();
  const engine = new Engine(machines);
  let around: Surroundings;
  let vm: Known;
  let agent: GuestAgentStandIn;
  before(() => engine.start());
  after(() => engine.dispose());
  beforeEach(async () => {
    engine.clear();
    machines.clear();
    around = await surroundings(engine);
    vm = await engine.up("compute:VirtualMachine", "vm", vmArgs(around));
    agent = await new GuestAgentStandIn().listen();
    machines.guests.set(vm.id, guest());
  });
  afterEach(() => agent.stop());

  function guest(agentSeconds = 20): Scripts {
    return new Scripts(agent.socket, { agentSeconds, pollMilliseconds: 20 }, path.join(agent.folder, "runs"));
  }

  function args(script: string, other: Properties = {}): Properties {
    return { ...inGroup(around.group), vmName: vm.outputs["name"], source: { script }, ...other };
  }

  const run = (script: string, other: Properties = {}) => engine.up(RUN_COMMAND, "check", args(script, other));

  async function instanceView(): Promise<Properties> {
    const found = await engine.invoke("azure-native:compute:getVirtualMachineRunCommandByVirtualMachine", {
      ...inGroup(around.group),
      vmName: vm.outputs["name"],
      runCommandName: "check",
      expand: "instanceView",
    });
    return found["instanceView"] as Properties;
  }

  it("is executed in the guest, and its instance view says how that went", async () => {
    const command = await run("echo fine; echo but >&2");
    match(command.id, /\/virtualMachines\/vm[0-9a-f]{8}\/runCommands\/check$/);
    strictEqual(command.outputs["provisioningState"], "Succeeded");
    const { startTime, endTime, ...view } = await instanceView();
    deepStrictEqual(view, {
      executionState: "Succeeded",
      executionMessage: "Execution completed",
      exitCode: 0,
      output: "fine\n",
      error: "but\n",
    });
    ok(Date.parse(String(startTime)) <= Date.parse(String(endTime)));
  });

  it("has no instance view as a resource, nor when it is read without being asked for it", async () => {
    const command = await run("true");
    strictEqual(command.outputs["instanceView"], undefined);
    strictEqual((await engine.refresh(command))?.outputs["instanceView"], undefined);
    deepStrictEqual((await engine.refresh(command))?.inputs, command.inputs);
  });

  it("is a program of its own when its first line says so, and bash's otherwise", async () => {
    await run('#!/bin/sh\necho "$0 ${BASH_VERSION:-no bash}"');
    match(String((await instanceView())["output"]), /script\.sh no bash\n$/);
    await engine.up(RUN_COMMAND, "other", args("exit $((${BASH_VERSION%%.*} > 2 ? 0 : 1))"));
  });

  it("gives named parameters as environment and the others as arguments, protected ones after the plain", async () => {
    await run('echo "$limit $secret" "$@" "$#"', {
      parameters: [
        { name: "limit", value: "plain value" },
        { name: "", value: "one two" },
      ],
      protectedParameters: [
        { name: "secret", value: "hunter2" },
        { name: "", value: "three" },
      ],
    });
    strictEqual((await instanceView())["output"], "plain value hunter2 one two three 3\n");
  });

  it("neither stores nor shows protected parameters", async () => {
    const command = await run("exit 7", { protectedParameters: [{ name: "secret", value: "hunter2" }] });
    const shown = JSON.stringify([command.outputs, await instanceView(), (await engine.refresh(command))?.outputs]);
    ok(!shown.includes("hunter2"));
    ok(!readFileSync(engine.stateFile, "utf8").includes("hunter2"));
  });

  it("keeps the last 4096 bytes of what it printed", async () => {
    await run("seq 10000; echo last");
    const output = String((await instanceView())["output"]);
    strictEqual(Buffer.byteLength(output), 4096);
    match(output, /10000\nlast\n$/);
  });

  it("that fails does not fail the deployment by itself", async () => {
    const command = await run("echo why >&2; exit 3");
    strictEqual(command.outputs["provisioningState"], "Succeeded");
    const { executionState, executionMessage, exitCode, error } = await instanceView();
    deepStrictEqual([executionState, exitCode, error], ["Failed", 3, "why\n"]);
    match(String(executionMessage), /exit status=3$/);
  });

  describe("whose failure is to be the deployment's", () => {
    const treatFailureAsDeploymentFailure = true;

    it("fails with the exit code, and is there all the same", async () => {
      const attempt = run("exit 3", { treatFailureAsDeploymentFailure });
      await refused(attempt, "VMExtensionProvisioningError", /extension 'check'.*exit status=3/);
      const kept = await attempt.catch(keptBy);
      match(kept.id, /\/runCommands\/check$/);
      strictEqual(kept.outputs["provisioningState"], "Failed");
      strictEqual((await instanceView())["exitCode"], 3);
    });

    it("runs again with the next update, although nothing has changed", async () => {
      const marker = path.join(agent.folder, "repaired");
      const given = args(`test -e ${marker} || { touch ${marker}; exit 1; }`, { treatFailureAsDeploymentFailure });
      const { inputs } = await engine.check(RUN_COMMAND, "check", given);
      const kept = await engine.create(RUN_COMMAND, "check", inputs).catch(keptBy);
      const urn = urnOf(RUN_COMMAND, "check");
      const updated = await engine.update({ ...kept, urn, inputs }, inputs);
      strictEqual(updated.outputs["provisioningState"], "Succeeded");
      strictEqual((await instanceView())["executionState"], "Succeeded");
    });
  });

  it("runs again when its script or a secret changes, and not when its tags do", async () => {
    const counter = path.join(agent.folder, "counter");
    const runs = () => readFileSync(counter, "utf8").length;
    let command = await run(`printf x >>${counter}`);
    command = await engine.update(command, { ...command.inputs, tags: { a: "b" } });
    strictEqual(runs(), 1);
    command = await engine.update(command, { ...command.inputs, source: { script: `printf y >>${counter}` } });
    strictEqual(runs(), 2);
    await engine.update(command, { ...command.inputs, protectedParameters: [{ name: "secret", value: "new" }] });
    strictEqual(runs(), 3);
  });

  it("does not run in a preview", async () => {
    await engine.preview(RUN_COMMAND, "check", args("true"));
    deepStrictEqual(agent.commands, []);
  });

  it("that does not end is killed when its time is up", async () => {
    const alive = path.join(agent.folder, "alive");
    const attempt = run(`while :; do touch ${alive}; sleep 0.1; done`, {
      timeoutInSeconds: 1,
      treatFailureAsDeploymentFailure: true,
    });
    await refused(attempt, "VMExtensionProvisioningError", /still running after timeoutInSeconds/);
    strictEqual((await instanceView())["executionState"], "TimedOut");
    rmSync(alive);
    await wait(300);
    ok(!existsSync(alive));
  });

  it("that nobody is to wait for is done later, whoever asks then", async () => {
    const go = path.join(agent.folder, "go");
    const script = `while ! test -e ${go}; do sleep 0.05; done; echo went`;
    const command = await run(script, { asyncExecution: true });
    strictEqual(command.outputs["provisioningState"], "Succeeded");
    strictEqual((await instanceView())["executionState"], "Running");
    await engine.restart();
    await engine.up(RUN_COMMAND, "other", args(`touch ${go}`));
    while ((await instanceView())["executionState"] === "Running") await wait(20);
    strictEqual((await instanceView())["output"], "went\n");
  });

  it("waits for an agent that is not there yet", async () => {
    await agent.stop();
    agent = new GuestAgentStandIn();
    machines.guests.set(vm.id, guest());
    const running = run("echo late");
    await wait(500);
    await agent.listen();
    await running;
    strictEqual((await instanceView())["output"], "late\n");
  });

  it("fails in a stated time when there never is an agent", async () => {
    await agent.stop();
    machines.guests.set(vm.id, guest(1));
    const attempt = run("true");
    await refused(attempt, "VMAgentStatusCommunicationError", /has not reported status for VM agent or extensions/);
    strictEqual((await attempt.catch(keptBy)).outputs["provisioningState"], "Failed");
  });

  it("fails when the guest goes down under it", async () => {
    const begun = path.join(agent.folder, "begun");
    const script = `echo before; touch ${begun}; sleep 10`;
    const attempt = run(script, { treatFailureAsDeploymentFailure: true });
    const failed = refused(attempt, "VMExtensionProvisioningError", /the VM restarted while the script was running/);
    while (!existsSync(begun)) await wait(20);
    agent.restartGuest();
    await failed;
    strictEqual((await instanceView())["output"], "before\n");
  });

  it("stays pending on a VM without a guest", async () => {
    machines.guests.clear();
    const command = await run("exit 1", { treatFailureAsDeploymentFailure: true });
    strictEqual(command.outputs["provisioningState"], "Creating");
    deepStrictEqual(await instanceView(), { executionState: "Pending" });
  });

  it("is refused on a VM that does not run, and then is not there", async () => {
    machines.stopped.add(vm.id);
    await refused(run("true"), "OperationNotAllowed", /when the VM is not running/);
    machines.stopped.clear();
    await run("true");
  });

  it("goes with its VM", async () => {
    const command = await run("true");
    await engine.destroy(vm);
    strictEqual(await engine.refresh(command), undefined);
  });

  for (const [what, given, code, message] of [
    ["without a source", { source: {} }, "InvalidParameter", /runCommand\.source/],
    ["with a script elsewhere", { source: { scriptUri: "https://a/b.sh" } }, "NotImplemented", /reaches no network/],
    ["with a built-in script", { source: { commandId: "RunShellScript" } }, "NotImplemented", /source\.script/],
    ["as another user", { runAsUser: "azureuser" }, "NotImplemented", /run as root/],
    ["with its output in a blob", { outputBlobUri: "https://a/b" }, "NotImplemented", /instanceView\.output/],
    ["of more than 256 KiB", { source: { script: "#".repeat(2 ** 18 + 1) } }, "InvalidParameter", /256 KiB/],
    ["of a VM that does not exist", { vmName: "other" }, "ParentResourceNotFound", /other/],
  ] as const) {
    it(`is refused ${what}`, () => refused(run("true", given), code, message));
  }

  it("shows nothing of its output or its secrets in the error", async () => {
    const attempt = run("echo $secret; exit 1", {
      treatFailureAsDeploymentFailure: true,
      protectedParameters: [{ name: "secret", value: "hunter2" }],
    });
    const kept = await attempt.catch(keptBy);
    ok(!JSON.stringify(kept).includes("hunter2"));
    strictEqual(at(kept.outputs, "treatFailureAsDeploymentFailure"), true);
  });
});
